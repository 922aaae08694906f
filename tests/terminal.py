"""terminal.py WIDTH COMMAND...: runs COMMAND with a terminal of WIDTH columns as its output and
error, and prints what came there, bytes as they are. For terminal.test."""
import fcntl
import os
import pty
import struct
import sys
import termios

width = int(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    os.execvp(sys.argv[2], sys.argv[2:])
while True:
    try:
        said = os.read(terminal, 65536)
    except OSError:  # the other end is closed
        break
    if not said:
        break
    sys.stdout.buffer.write(said)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
