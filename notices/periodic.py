"""What the notices room does from time to time."""

from common.clock import Periodic
from notices.delivery import deliver_waiting
from notices.digest import send_digests

JOBS = (
    Periodic("messages of the day", 60, send_digests),
    Periodic("mail that waits", 60, deliver_waiting),
)
