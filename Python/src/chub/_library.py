"""The C library: its structs, its functions, and how their errors become exceptions. Nothing else knows ctypes' names.

Structs and signatures follow chub.h; a test holds each size and offset against the C compiler's.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .errors import BY_NUMBER, BadArgument, ChubError

u8, u16, u32, u64 = ctypes.c_uint8, ctypes.c_uint16, ctypes.c_uint32, ctypes.c_uint64
size_t, pointer, boolean, enumeration = ctypes.c_size_t, ctypes.c_void_p, ctypes.c_bool, ctypes.c_int

DONE, NOTHING, NO_SPACE = 0, 1, 18
NEVER = 0xFFFF_FFFF_FFFF_FFFF
MAXIMUM_FRAME_SIZE = 300

#: The structs by their names in chub.h.
STRUCTURES: dict[str, type[ctypes.Structure]] = {}

_TYPES: dict[str, Any] = {
    "u8": u8, "u16": u16, "u32": u32, "u64": u64, "size": size_t, "pointer": pointer, "bool": boolean,
    "enum": enumeration,
}


def _structure(name: str, *fields: str) -> type[ctypes.Structure]:
    """A struct of chub.h: each text is a type and the fields of it, in order; `char[12]` and `u8[32]` are arrays."""

    def kind(text: str) -> Any:
        if "[" in text:
            element, count = text.rstrip("]").split("[")
            return (ctypes.c_char if element == "char" else _TYPES[element]) * int(count)
        return _TYPES.get(text) or STRUCTURES[text]

    members = [(field, kind(text.split()[0])) for text in fields for field in text.split()[1:]]
    made = type(name, (ctypes.Structure,), {"_fields_": members})
    STRUCTURES[name] = made
    return made


Problem = _structure("chub_problem", "enum error", "size offset", "char[12] rule", "char[32] name", "char[176] text")
Memory = _structure("chub_memory", "pointer octets", "size size")

_FILE = ("u16 manufacturer_code image_type", "u32 file_version")
_structure("chub_default_response", "u8 command_identifier status")
_structure("chub_image_notify", "u8 payload_type query_jitter", "u16 manufacturer_code image_type", "u32 new_file_version")
_structure(
    "chub_query_next_image_request", "u16 manufacturer_code image_type", "u32 current_file_version",
    "bool has_hardware_version", "u16 hardware_version")
_structure("chub_query_next_image_response", "u8 status", *_FILE, "u32 image_size")
_structure(
    "chub_image_block_request", *_FILE, "u32 file_offset", "u8 maximum_data_size", "bool has_request_node_address",
    "u64 request_node_address", "bool has_minimum_block_period", "u16 minimum_block_period")
_structure(
    "chub_image_page_request", *_FILE, "u32 file_offset", "u8 maximum_data_size", "u16 page_size response_spacing",
    "bool has_request_node_address", "u64 request_node_address")
_structure(
    "chub_image_block_response", "u8 status", *_FILE, "u32 file_offset", "u8 data_size", "u32 current_time request_time",
    "u16 minimum_block_period")
_structure("chub_upgrade_end_request", "u8 status", *_FILE)
_structure("chub_upgrade_end_response", *_FILE, "u32 current_time upgrade_time")
_structure(
    "chub_query_device_specific_file_request", "u64 request_node_address", *_FILE, "u16 current_stack_version")
_structure(
    "chub_get_event_log", "u8 log_control", "u16 event_id", "u32 start end", "u8 number_of_events", "u16 event_offset")
_structure(
    "chub_publish_event_log", "u16 total_matching_events", "u8 command_index total_commands number_of_events control")
_structure("chub_clear_event_log_request", "u8 log_id")
_structure("chub_clear_event_log_response", "u8 cleared_logs")
_structure("chub_get_event_configuration", "u16 event_id")
_structure(
    "chub_set_event_configuration", "u32 issuer_event_id start_time",
    "u8 configuration configuration_control number_of_events", "u16 event_group_id", "u8 log_id configuration_match")
_structure("chub_report_event_configuration", "u8 command_index total_commands")

#: The members of the union in chub_frame, in its order.
UNION_MEMBERS = (
    "default_response", "image_notify", "query_next_image_request", "query_next_image_response", "image_block_request",
    "image_page_request", "image_block_response", "upgrade_end_request", "upgrade_end_response",
    "query_device_specific_file_request", "get_event_log", "publish_event_log", "clear_event_log_request",
    "clear_event_log_response", "get_event_configuration", "set_event_configuration", "report_event_configuration",
)


class Fields(ctypes.Union):
    """The union in chub_frame."""

    _fields_ = [(name, STRUCTURES[f"chub_{name}"]) for name in UNION_MEMBERS]


_TYPES["frame_fields"] = Fields
Frame = _structure(
    "chub_frame", "u16 cluster", "u8 frame_control", "u16 manufacturer_specific_code", "u8 sequence", "enum command",
    "frame_fields fields", "pointer tail", "size tail_size", "u8 deviations", "size surplus_size")
Record = _structure(
    "chub_record", "u16 identifier", "u8 status type log configuration", "u32 time", "pointer value", "size value_size")
FileHeader = _structure(
    "chub_file_header", "u16 header_version header_length", *_FILE, "u16 stack_version", "u8[32] header_string",
    "u32 total_image_size", "bool has_security_credential_version", "u8 security_credential_version",
    "bool has_destination", "u64 destination", "bool has_hardware_versions",
    "u16 minimum_hardware_version maximum_hardware_version", "u8 skipped_size", "u8[13] skipped")
Message = _structure(
    "chub_message", "u8 cra", "u64 counter originator recipient", "bool has_date_time", "u8[12] date_time",
    "u16 message_code", "bool has_supplementary_remote_party", "u64 supplementary_remote_party",
    "bool has_supplementary_remote_party_counter", "u64 supplementary_remote_party_counter",
    "bool has_supplementary_originator_counter", "u64 supplementary_originator_counter", "pointer certificate",
    "size certificate_size", "pointer content", "size content_size", "bool is_signed", "pointer signature",
    "bool has_mac_header", "u8[12] mac")
GBZComponent = _structure(
    "chub_gbz_component", "u8 control", "u16 cluster", "bool has_from_date_time", "u32 from_date_time",
    "bool is_encrypted", "u8 frame_counter", "pointer frame", "size frame_size")
DateTime = _structure("chub_date_time", "u16 year", "u8 month day hour minute second hundredths")
_structure(
    "chub_activate_firmware", "u8[32] image_hash", "u64 originator_counter", "bool has_execution_time",
    "chub_date_time execution_time")
_structure("chub_activation_outcome", "u8 response_code", "u32 firmware_version")
_structure(
    "chub_activation_alert", "u16 alert_code", "chub_date_time time", "u64 originator_counter", "u8 response_code",
    "u32 firmware_version")
_structure(
    "chub_firmware_alert", "u16 alert_code", "chub_date_time time", "u64 device", "u32 firmware_version",
    "u8 response_code")
_structure(
    "chub_version_alert", "u16 alert_code", "chub_date_time time", "u32 firmware_version", "u8 response_code")
_structure("chub_version_response", "u32 firmware_version", "u8 response_code")
_structure("chub_plain_alert", "u16 alert_code", "chub_date_time time")
_structure(
    "chub_gbz_alert", "u8 number_of_components", "u16 alert_code", "u32 time", "bool has_image_hash",
    "u8[32] image_hash", "pointer octets", "size octets_size")
_structure(
    "chub_dlms_alert", "u32 invoke_id", "u16 alert_code", "chub_date_time time", "enum subject", "u8[32] image_hash",
    "u64 device discarded_originator discarded_recipient", "u8 discarded_cra", "u64 discarded_counter")
_structure("chub_dlms_version_request", "u32 invoke_id")
_structure("chub_dlms_version_response", "u32 invoke_id firmware_version", "u8 response_code")

#: The members of the union in chub_content, in its order: that of chub_content_kind.
CONTENT_MEMBERS = (
    "activate_firmware", "activation_outcome", "activation_alert", "firmware_alert", "version_alert", "version_response",
    "plain_alert", "gbz_alert", "dlms_alert", "dlms_version_request", "dlms_version_response",
)


class ContentFields(ctypes.Union):
    """The union in chub_content."""

    _fields_ = [(name, STRUCTURES[f"chub_{name}"]) for name in CONTENT_MEMBERS]


_TYPES["content_fields"] = ContentFields
Content = _structure("chub_content", "enum kind", "content_fields fields")
Keys = _structure("chub_keys", "pointer context sign authenticate verify")
Event = _structure(
    "chub_event", "char[32] name", "char[12] rule", "u64 device", *_FILE,
    "u32 firmware_version image_size file_offset octets_served", "u16 hardware_version alert_code message_code",
    "u64 counter", "u32 time upgrade_time", "u64 activation_at", "u32 count",
    "u8 response_code status command sequence attempt", "bool has_sha256", "u8[32] sha256", "char[32] reason",
    "size offset message_size")
DeviceLogEntry = _structure("chub_device_log_entry", "u64 device", "enum type", "bool is_sub_ghz")
HubOptions = _structure(
    "chub_hub_options", "size size", "enum profile", "u64 hub gas_proxy_function access_control_broker",
    "chub_keys keys", "enum decoding_mode",
    "u32 memory_block_capacity device_log_capacity image_list_capacity alert_outbox_capacity event_queue_capacity",
    "u32 transmission_queue_capacity message_queue_capacity wan_message_queue_capacity",
    "bool others_use_esme_block_only defer_until_transfer_complete", "u64 overwrite_deferral_limit",
    "bool force_replaces_meters same_model_replaces_begun", "u64 eligible_after remove_after", "u8 maximum_data_size",
    "u16 minimum_block_period", "u32 maximum_concurrent_transfers busy_delay",
    "u64 notification_interval notification_spacing", "bool notify_meters",
    "u64 transfer_stall_timeout sleepy_transfer_stall_timeout activation_horizon version_read_delay",
    "u64 version_read_timeout", "u32 version_read_attempts duty_cycle_delay")
Request = _structure(
    "chub_request", "enum kind", "u32 time", "enum use_case", "pointer octets", "size octets_size offset",
    "pointer targets", "size target_count", "bool force_replace", "u64 device counter")
TargetStatus = _structure(
    "chub_target_status", "u64 device", "enum type", *_FILE, "u32 image_size", "enum state", "u32 octets_served",
    "bool has_activation", "u32 activation", "u64 timer")
Transfer = _structure(
    "chub_transfer", *_FILE, "u32 image_size arrival notifications queries", "u64 first_block_at last_block_at",
    "u32 octets_served pauses", "bool has_end_status", "u8 end_status", "u32 alert_count", "bool has_firmware_version",
    "u32 firmware_version")
EventBehaviour = _structure("chub_event_behaviour", "u16 event_id", "u8 configuration")
DeviceOptions = _structure(
    "chub_device_options", "size size", "enum type", "u64 device", "u16 manufacturer_code image_type",
    "u32 running_version", "u16 hardware_version", "bool sends_hardware_version", "u64 server", "u16 stack_version",
    "u32 image_stamp", "u16 cluster_revision", "u32 image_capacity", "bool has_split_image",
    "u32 split_image_first split_image_second", "bool split_image_is_first_held", "u8 maximum_data_size",
    "pointer partial_image",
    "size partial_image_size", "u16 page_size response_spacing", "bool sends_node_address sends_minimum_block_period",
    "u16 minimum_block_period", "u64 response_timeout", "u32 attempts", "u64 upgrade_end_interval",
    "u32 activates_after_waits", "bool activates damages_image", "pointer verification verification_context",
    "pointer verify_signature verify_signature_context", "enum decoding_mode", "pointer device_log",
    "size device_log_size", "pointer event_behaviours", "size event_behaviours_size",
    "bool event_behaviours_are_unreadable", "bool tells_version", "u64 alert_recipient", "chub_keys keys", "u64 wake_interval", "u32 blocks_per_wake", "u64 seed")
DeviceStatus = _structure(
    "chub_device_status", "u16 manufacturer_code image_type", "u32 running_version octets_received image_size",
    "bool is_asleep")

#: The functions that Python gives to the library (chub_keys, chub_verification, chub_signature_verification). Octets come as addresses.
SignFunction = ctypes.CFUNCTYPE(boolean, pointer, pointer, size_t, pointer)
AuthenticateFunction = ctypes.CFUNCTYPE(boolean, pointer, u64, u64, pointer, size_t, pointer, size_t, pointer)
VerifyFunction = ctypes.CFUNCTYPE(boolean, pointer, pointer, size_t)
VerificationFunction = ctypes.CFUNCTYPE(u8, pointer, ctypes.POINTER(FileHeader), pointer)
SignatureFunction = ctypes.CFUNCTYPE(boolean, pointer, pointer, size_t, pointer)

#: What a function takes, and gives back where that is not a chub_error; p is a pointer to anything.
_SIGNATURES = {
    "version": "-> u32", "error_text": "enum -> text", "command_name": "enum -> text",
    "frame_decode": "p size u16 enum p p", "frame_encode": "p p size p p", "record_next": "p p p",
    "file_decode": "p size enum p p p p", "file_encode_header": "p p size p p", "image_digest": "p size p",
    "message_decode": "p size p p", "message_encode": "p p size p p", "use_case_name": "u16 p size",
    "gbz_component_at": "p size size p p", "gbz_encode": "p size p size p p",
    "date_time_of": "u32 p", "date_time_seconds": "p p", "content_decode": "p size u16 u8 p p",
    "content_encode": "p p size p p",
    "hub_options_default": "p -> none", "hub_memory_size": "p size -> size", "device_memory_size": "p -> size",
    "hub_create": "p p size p p p", "hub_destroy": "p -> none",
    "hub_receive": "p p size u16 u64 u64", "hub_receive_message": "p p size u64 u64 p", "hub_hear": "p u64 u64",
    "hub_lose_notifications": "p u64",
    "hub_add_sub_ghz_traffic": "p u64 u64", "hub_advance": "p u64", "hub_next_deadline": "p -> u64",
    "hub_perform": "p p u64 p", "hub_poll_transmission": "p p size p p p", "hub_poll_message": "p u64 p size p p",
    "hub_poll_event": "p p", "hub_event_text": "p p size p", "hub_event_json": "p p size p",
    "hub_event_message": "p p size p", "hub_status": "p size p", "hub_status_text": "p p size p",
    "hub_history": "p u64 size p",
    "device_options_default": "p enum -> none", "device_create": "p p p p", "device_destroy": "p -> none",
    "device_set_time": "p u32 u64", "device_query_next_image": "p u64", "device_record_event": "p u8 u16 u32 p size u64",
    "device_receive": "p p size u16 u64 bool u64",
    "device_receive_message": "p p size u64", "device_advance": "p u64", "device_next_deadline": "p -> u64",
    "device_poll_transmission": "p p size p p p", "device_poll_message": "p p size p", "device_poll_event": "p p",
    "device_event_text": "p p size p", "device_event_json": "p p size p", "device_get_status": "p p",
    "device_received_octets": "p p size p",
}


def _load() -> ctypes.CDLL:
    """The library that CHUB_LIBRARY names, else the one in the package."""
    path = os.environ.get("CHUB_LIBRARY") or str(Path(__file__).with_name("libchub.so"))
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise ImportError(
            f"the C library of chub cannot be loaded: {error}. 'pip install ./Python' builds it; CHUB_LIBRARY names "
            "another one"
        ) from error
    results: dict[str, Any] = {"text": ctypes.c_char_p, "none": None, "u32": u32, "u64": u64, "size": size_t}
    for name, signature in _SIGNATURES.items():
        function = getattr(library, f"chub_{name}")
        arguments, _, result = signature.partition("-> ")
        function.argtypes = [pointer if word == "p" else _TYPES[word] for word in arguments.split()]
        function.restype = results.get(result, enumeration) if result else enumeration
    return library


_loaded = _load()


def function(name: str) -> Callable[..., Any]:
    """A function of chub.h, without its prefix."""
    made: Callable[..., Any] = getattr(_loaded, f"chub_{name}")
    return made


def version() -> str:
    """The library's version, as "0.5.0"."""
    number: int = function("version")()
    return f"{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


#: The version whose structs these are; while the major number is 0, another minor one has others.
SERIES = "0.5"
if not version().startswith(f"{SERIES}."):
    raise ImportError(f"the C library of chub is version {version()}; this package needs {SERIES}")


def check(error: int, problem: Any = None) -> None:
    """Raises the exception of an error; CHUB_DONE and CHUB_NOTHING are none."""
    if error in (DONE, NOTHING):
        return
    kind = BY_NUMBER.get(error, ChubError)
    if problem is None or problem.error != error:
        raise kind(function("error_text")(error).decode(), error=error)
    raise kind(
        problem.text.decode(), error=error, offset=problem.offset, rule=problem.rule.decode(),
        name=problem.name.decode())


#: What is taken for octets.
Octets = bytes | bytearray | memoryview


def octets_of(value: Octets) -> bytes:
    """Octets as an object that does not change while the library reads it. A view of wider items is their octets."""
    if not isinstance(value, bytes | bytearray | memoryview):
        raise TypeError(f"octets are bytes, not {type(value).__name__}")
    return bytes(value)


def array(value: Octets, size: int, name: str) -> Any:
    """Octets as an array of a struct, which has so many."""
    octets = octets_of(value)
    if len(octets) != size:
        raise BadArgument(f"{name} has {size} octets, not {len(octets)}", name=name)
    return (u8 * size)(*octets)


def expect(value: Any, kind: type, name: str) -> Any:
    """A value that is of a kind; TypeError says what is needed."""
    if not isinstance(value, kind):
        raise TypeError(f"{name} is of the type {kind.__name__}, not {type(value).__name__}")
    return value


def number(value: int, kind: Any, name: str) -> int:
    """A number that fits its C type; ctypes itself would cut it silently."""
    if isinstance(value, bool) and kind is not boolean or not isinstance(value, int):
        raise TypeError(f"{name} is {'a bool' if kind is boolean else 'an int'}, not {type(value).__name__}")
    bits = 8 * ctypes.sizeof(kind) - (1 if kind is enumeration else 0)
    if kind is boolean:
        bits = 1
    if not 0 <= value < 1 << bits:
        raise BadArgument(f"{name} is {value}, and must be from 0 to {(1 << bits) - 1}", name=name)
    return value


def assign(structure: Any, name: str, value: int) -> None:
    """Sets a number of a struct, checked."""
    for field in type(structure)._fields_:
        if field[0] == name:
            setattr(structure, name, number(value, field[1], name))
            return
    raise TypeError(f"there is no option {name}")


def filled(call: Callable[[Any, int, Any], int], capacity: int = 512) -> bytes | None:
    """Calls a function that fills a buffer, with a larger one where it does not suffice; None for CHUB_NOTHING."""
    size = size_t(0)
    while True:
        buffer = ctypes.create_string_buffer(capacity)
        error = call(buffer, capacity, ctypes.byref(size))
        if error == NOTHING:
            return None
        if error != NO_SPACE:
            check(error)
            return buffer.raw[: size.value]
        # A text needs one more for its NUL.
        capacity = max(size.value + 1, capacity + 1)


def memory(size: int | None) -> tuple[Any, list[Any]]:
    """A chub_memory of so many octets, and what must live as long; nothing where the library is to use malloc."""
    if size is None:
        return None, []
    buffer = ctypes.create_string_buffer(number(size, u32, "memory_size") + 16)
    made = Memory()
    made.octets, made.size = -(-ctypes.addressof(buffer) // 16) * 16, size
    return ctypes.byref(made), [buffer, made]


def at(address: int | None, size: int) -> bytes:
    """The octets at an address that the library gave."""
    return ctypes.string_at(address, size) if address and size else b""
