/*
 * chub.h - a GB smart-metering Communications Hub, its devices, and their wire formats, for C99 and C++17.
 *
 * What is here. Each of these headers includes what it needs; this one includes them all, and is the one to include.
 *   chub/common.h          what the others use: chub_version, chub_error_text, chub_problem
 *   chub/commands.h        the commands of ZCL frames, a struct for each
 *   chub/frames.h          ZCL frames: chub_frame_decode, chub_frame_encode, chub_record_next
 *   chub/files.h           OTA files: chub_file_decode, chub_file_encode_header, chub_image_digest
 *   chub/messages.h        GBCS messages: chub_message_decode, chub_message_encode, GBZ components, chub_keys
 *   chub/contents.h        what they say: chub_content_decode, chub_content_encode, a struct for each
 *   chub/events.h          chub_event, which hub and device have in common
 *   chub/device_log.h      the devices on the home's network
 *   chub/hub_options.h     what a hub is told at its start
 *   chub/hub.h             the hub: chub_hub_create, _receive, _advance, _perform, _poll_…, _status, _history
 *   chub/device_options.h  what a device is and how it behaves
 *   chub/device.h          a device: chub_device_create, _receive, _advance, _poll_…
 *
 * Rules are cited by their identifiers, as OTA-6 or HUB-30; `chub explain OTA-6` says what a rule demands.
 *
 * How hub and device are driven. Neither reads a clock, a random source, a file or a socket. Time is an argument:
 * milliseconds since a start that the caller chooses, which never goes back (an earlier one counts as the last one).
 * Hand in what comes: frames, messages, requests. When chub_…_next_deadline has come, call chub_…_advance. After each
 * of these calls poll until CHUB_NOTHING: transmissions, messages, events. The same calls give the same octets, always.
 *
 * Ownership. The library keeps no pointer that it is given, but for functions with their contexts (chub_keys, and the
 * verifications of a device) and the octets of chub_memory, which must live as long as the hub or the device does. What
 * it gives out through pointers lies in memory of the caller's, or views octets of the caller's (said at the function).
 * What a function writes must not overlap what it reads: the tail of a frame is not to lie in the buffer that the frame
 * is encoded into. Nothing is to be freed but by chub_hub_destroy and chub_device_destroy.
 *
 * Threads. There is no global state. A hub or a device may be used by one thread at a time; different ones by different
 * threads at once. The decoding and encoding functions may be called by any thread at any time. No function is for a
 * signal handler.
 *
 * Functions of the caller's (chub_keys, and the verifications of a device) are called by the thread that uses the hub or
 * the device. They may call every function of the library, but for that hub or device: that gives CHUB_IN_USE, a deadline
 * of UINT64_MAX, and destroys nothing. They must return: no longjmp and no exception is to leave them.
 *
 * Errors. A function that can fail returns a chub_error, CHUB_DONE when it did not, and takes a chub_problem, which may
 * be NULL, for what is wrong, where, and by which rule: it is written with every error, and left as it was with CHUB_DONE
 * and CHUB_NOTHING. A NULL pointer that a function needs is CHUB_NULL_POINTER, a handle of another kind or of something
 * destroyed in the caller's own memory is CHUB_WRONG_HANDLE. Nothing traps; where malloc has nothing left a function ends
 * with CHUB_NO_MEMORY. After an error nothing has changed in a hub or a device, but where the function says so, and what
 * the function gives out means nothing, but for the size with CHUB_NO_SPACE.
 *
 * What stays compatible: see Documentation/Embedding.md, "What stays compatible".
 */
#ifndef CHUB_H
#define CHUB_H

#include "chub/common.h"
#include "chub/commands.h"
#include "chub/frames.h"
#include "chub/files.h"
#include "chub/messages.h"
#include "chub/contents.h"
#include "chub/events.h"
#include "chub/device_log.h"
#include "chub/hub_options.h"
#include "chub/hub.h"
#include "chub/device_options.h"
#include "chub/device.h"

#endif
