// What the services of PTX's system calls share ("PTX Writer's Guide to Interoperability", "System Calls").
#ifndef ANYWARP_SERVICES_H
#define ANYWARP_SERVICES_H

typedef unsigned int u32;
typedef unsigned long long u64;

#define GLOBAL __attribute__((address_space(1)))
#define MARKER(name) __asm__(name) __attribute__((const, nothrow))

#define RELAXED_LOAD(place) __atomic_load_n(place, __ATOMIC_RELAXED)
#define FETCH_ADD(place, value) __atomic_fetch_add(place, value, __ATOMIC_RELAXED)
// Who takes memory sees what its former owner wrote.
#define FETCH_OR(place, value) __atomic_fetch_or(place, value, __ATOMIC_ACQ_REL)
#define FETCH_AND(place, value) __atomic_fetch_and(place, value, __ATOMIC_ACQ_REL)

// `anywarp_artifact::spirv::Launch`.
struct Launch {
  u32 fault;
  // Bytes of the output, of those that records have asked for, and records that found no room.
  u32 capacity, used, lost;
  // Where the output begins, in bytes from here.
  u32 output, reserved;
  GLOBAL struct Heap *heap;
};

// Kinds of records, `anywarp_artifact::spirv::output`.
enum { PRINT = 1, ASSERTION = 2 };

// The launch that runs; by the name of the marker the compiler knows what the kernel needs.
GLOBAL struct Launch *launch_of_output(void) MARKER("anywarp.launch.output");
GLOBAL struct Launch *launch_of_heap(void) MARKER("anywarp.launch.heap");

#endif
