"""Which system calls the sandbox refuses, as a program for the kernel's packet filter (seccomp).

Namespaces and limits do the isolating. This closes what they leave open: memory that no limit counts, kinds of socket
that do not belong to a network namespace, and parts of the kernel that no ordinary program needs.
"""

import errno
import os
import struct
from typing import Dict, List, Optional, Tuple

Instruction = bytes

# linux/filter.h, linux/bpf_common.h: load a word; jump if equal, greater or equal, or any bit is set; return
LOAD, JUMP_EQUAL, JUMP_GREATER_EQUAL, JUMP_ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
# linux/seccomp.h
ALLOW, FAIL, KILL = 0x7FFF0000, 0x00050000, 0x80000000
# Where the kernel puts what is judged (struct seccomp_data). Both machines are little-endian.
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
X32_BIT = 0x40000000
CLONE_THREAD = 0x00010000
CLONE_NEW_NAMESPACES = 0x7E020000
SOCKET_FAMILIES = (1, 2, 10)  # Unix, IPv4, IPv6

SOCKET: Dict[str, int] = {"x86_64": 41, "aarch64": 198}
CLONE: Dict[str, int] = {"x86_64": 56, "aarch64": 220}
CLONE3 = 435
FORKS: Dict[str, Tuple[int, ...]] = {"x86_64": (57, 58), "aarch64": ()}

# Name -> number on x86-64, on ARM64 (None: it has no such call).
REFUSED: Dict[str, Tuple[int, Optional[int]]] = {
    "acct": (163, 89),
    "add_key": (248, 217),
    "bpf": (321, 280),
    "chroot": (161, 51),
    "delete_module": (176, 106),
    "fanotify_init": (300, 262),
    "finit_module": (313, 273),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fsopen": (430, 430),
    "fspick": (433, 433),
    "init_module": (175, 105),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "io_uring_setup": (425, 425),
    "ioperm": (173, None),
    "iopl": (172, None),
    "kcmp": (312, 272),
    "kexec_file_load": (320, 294),
    "kexec_load": (246, 104),
    "keyctl": (250, 219),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "modify_ldt": (154, None),
    "mount": (165, 40),
    "mount_setattr": (442, 442),
    "move_mount": (429, 429),
    "mq_open": (240, 180),
    "msgget": (68, 186),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "open_tree": (428, 428),
    "perf_event_open": (298, 241),
    "personality": (135, 92),
    "pidfd_getfd": (438, 438),
    "pivot_root": (155, 41),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "ptrace": (101, 117),
    "quotactl": (179, 60),
    "reboot": (169, 142),
    "request_key": (249, 218),
    "semget": (64, 190),
    "setns": (308, 268),
    "shmget": (29, 194),
    "swapoff": (168, 225),
    "swapon": (167, 224),
    "syslog": (103, 116),
    "umount2": (166, 39),
    "unshare": (272, 97),
    "userfaultfd": (323, 282),
}


def build_filter(subprocesses: bool) -> bytes:
    """The filter for this machine; without `subprocesses`, threads can be started but no processes.

    Raises:
        KeyError: the machine is neither x86-64 nor ARM64.
    """
    machine = os.uname().machine
    refused = _refused_numbers(machine)
    if not subprocesses:
        refused += FORKS[machine]
    program = [
        *_unless_equal_kill(ARCHITECTURES[machine]),
        _step(LOAD, NUMBER),
        # Calls of the x32 kind have other numbers and would not be recognized.
        _step(JUMP_GREATER_EQUAL, X32_BIT, 0, 1),
        _fail(errno.ENOSYS),
        # Its flags lie in memory, where no filter can read them; without it, C libraries use clone.
        *_if_number(CLONE3, [_fail(errno.ENOSYS)]),
        *_if_number(CLONE[machine], _judge_clone(subprocesses)),
        *_if_number(SOCKET[machine], _judge_socket()),
    ]
    for number in refused:
        program += _if_number(number, [_fail(errno.EPERM)])
    return b"".join([*program, _step(RETURN, ALLOW)])


def _refused_numbers(machine: str) -> List[int]:
    column = list(ARCHITECTURES).index(machine)
    return [number for numbers in REFUSED.values() if (number := numbers[column]) is not None]


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> Instruction:
    """An instruction; the last two are how many to skip after a jump's condition was judged."""
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _fail(error: int) -> Instruction:
    return _step(RETURN, FAIL | error)


def _if_number(number: int, body: List[Instruction]) -> List[Instruction]:
    """`body`, which returns, if the loaded number is this one."""
    return [_step(JUMP_EQUAL, number, 0, len(body)), *body]


def _unless_equal_kill(architecture: int) -> List[Instruction]:
    return [_step(LOAD, ARCHITECTURE), _step(JUMP_EQUAL, architecture, 1, 0), _step(RETURN, KILL)]


def _judge_clone(subprocesses: bool) -> List[Instruction]:
    """No namespaces; threads always; processes if they are allowed."""
    no_namespaces = [_step(LOAD, FIRST_ARGUMENT), _step(JUMP_ANY_BIT, CLONE_NEW_NAMESPACES, 0, 1), _fail(errno.EPERM)]
    threads_only = [] if subprocesses else [_step(JUMP_ANY_BIT, CLONE_THREAD, 1, 0), _fail(errno.EPERM)]
    return [*no_namespaces, *threads_only, _step(RETURN, ALLOW)]


def _judge_socket() -> List[Instruction]:
    """Only families that belong to a namespace of the sandbox."""
    count = len(SOCKET_FAMILIES)
    known = [_step(JUMP_EQUAL, family, count - index, 0) for index, family in enumerate(SOCKET_FAMILIES)]
    return [_step(LOAD, FIRST_ARGUMENT), *known, _fail(errno.EPERM), _step(RETURN, ALLOW)]
