"""The demonstration: eleven placeholder members in every state, told through the real actions."""
