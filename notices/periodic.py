"""What the notices room does from time to time."""

from common.clock import Periodic
from notices.actions import deliver_waiting

JOBS = (Periodic("mail that waits", 60, deliver_waiting),)
