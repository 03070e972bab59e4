/* What device code asks the host for: PTX's system calls. */
#include "abi.h"

__attribute__((import_module("env"), import_name("print"))) int print(const char *format, const void *arguments);
__attribute__((import_module("env"), import_name("allocate"))) void *allocate(u64 bytes);
__attribute__((import_module("env"), import_name("free"))) void release(void *pointer);

int anywarp_print(const char *format, const void *arguments) { return print(format, arguments); }
void *anywarp_malloc(u64 bytes) { return allocate(bytes); }
void anywarp_free(void *pointer) {
    if (pointer) release(pointer);
}

/* artifact::wasm::Assertion */
typedef struct {
    const char *message, *file;
    u32 line;
    const char *function;
} assertion_t;
_Static_assert(sizeof(assertion_t) == 16, "artifact::wasm::Assertion");

void anywarp_assert(const char *message, const char *file, u32 line, const char *function) {
    assertion_t assertion = {message, file, line, function};
    anywarp_fail(FAIL_ASSERT, (u32)&assertion);
}
