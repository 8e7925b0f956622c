"""The calls of the Linux kernel that Python's standard library does not have."""

import ctypes
import os
import signal
from pathlib import Path
from typing import Optional

# linux/sched.h
CLONE_NEWNS = 0x00020000
CLONE_NEWCGROUP = 0x02000000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

# linux/mount.h
MS_NOSUID = 0x2
MS_NODEV = 0x4
MS_NOEXEC = 0x8
MS_BIND = 0x1000
MS_REC = 0x4000
MS_PRIVATE = 0x40000
MNT_DETACH = 0x2
MOUNT_ATTR_RDONLY = 0x1
MOUNT_ATTR_NOSUID = 0x2
MOUNT_ATTR_NODEV = 0x4
AT_FDCWD = -100
AT_RECURSIVE = 0x8000

# linux/prctl.h
PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2

# System calls that C libraries have no function for; their numbers are the same on all machines.
SYS_MOUNT_SETATTR = 442


class _MountAttributes(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "user_namespace")]


class _Filter(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


def _call(name: str, *arguments: object) -> None:
    """Call a function of the C library.

    Raises:
        OSError: it failed; the message begins with its name.
    """
    library = ctypes.CDLL(None, use_errno=True)
    if getattr(library, name)(*arguments) == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def unshare(flags: int) -> None:
    """Give this process namespaces of its own."""
    _call("unshare", ctypes.c_int(flags))


def mount(source: str, target: Path, kind: Optional[str], flags: int, options: str = "") -> None:
    """Mount a file system, or bind a folder or file."""
    _call(
        "mount",
        os.fsencode(source),
        os.fsencode(target),
        None if kind is None else kind.encode(),
        ctypes.c_ulong(flags),
        options.encode() or None,
    )


def set_mount_attributes(target: Path, attributes: int, recursive: bool) -> None:
    """Set attributes of a mount, and of all below it."""
    value = _MountAttributes(set=attributes)
    _call(
        "syscall",
        ctypes.c_long(SYS_MOUNT_SETATTR),
        ctypes.c_int(AT_FDCWD),
        os.fsencode(target),
        ctypes.c_uint(AT_RECURSIVE if recursive else 0),
        ctypes.byref(value),
        ctypes.c_size_t(ctypes.sizeof(value)),
    )


def pivot_root(new_root: Path, old_root: Path) -> None:
    """Make `new_root` the root, and put what was the root at `old_root` below it."""
    number = {"x86_64": 155, "aarch64": 41}[os.uname().machine]
    _call("syscall", ctypes.c_long(number), os.fsencode(new_root), os.fsencode(old_root))


def unmount(target: Path) -> None:
    """Take a mount, and all below it, out of sight."""
    _call("umount2", os.fsencode(target), ctypes.c_int(MNT_DETACH))


def _prctl(option: int, value: int, argument: object = None) -> None:
    zero = ctypes.c_ulong(0)
    _call("prctl", ctypes.c_int(option), ctypes.c_ulong(value), zero if argument is None else argument, zero, zero)


def die_with_parent() -> None:
    """Have the kernel kill this process when its parent ends. A change of user ID undoes it."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def hide_from_others() -> None:
    """Keep other processes of the same user from tracing this one and from reading its memory."""
    _prctl(PR_SET_DUMPABLE, 0)


def forbid_new_privileges() -> None:
    """Keep this process and all that it starts from gaining rights, by setuid programs for example."""
    _prctl(PR_SET_NO_NEW_PRIVS, 1)


def set_syscall_filter(instructions: bytes) -> None:
    """Have every system call judged by a program of the kernel's packet filter, 8 bytes an instruction."""
    program = _Filter(len(instructions) // 8, instructions)
    _prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program))
