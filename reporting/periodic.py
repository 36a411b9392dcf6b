"""What the reporting room does from time to time."""

from common.clock import Periodic
from reporting.actions.reminders import send_reminders

JOBS = (Periodic("reminders of indicative dates", 60, send_reminders),)
