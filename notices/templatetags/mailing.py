"""What became of mail, for pages of rooms below this one."""

from django import template

from notices.invitations import with_mail

register = template.Library()
register.simple_tag(with_mail)
