// printf and assert for GPUs: what they say goes into the launch's output, which the runtime reads when the launch is
// done (`anywarp_artifact::spirv::output` has the form of the records).
#include "services.h"

// Room for a record, whose first word is its size; null if the output is full.
static GLOBAL u32 *reserve(u32 bytes) {
  GLOBAL struct Launch *launch = launch_of_output();
  u32 capacity = launch->capacity;
  u32 at = RELAXED_LOAD(&launch->used);
  if (at < capacity) at = FETCH_ADD(&launch->used, bytes);
  GLOBAL u32 *record = (GLOBAL u32 *)((GLOBAL char *)launch + launch->output + at);
  if (at < capacity && bytes <= capacity - at) {
    *record = bytes;
    return record;
  }
  if (at < capacity) *record = 0;
  FETCH_ADD(&launch->lost, 1);
  return 0;
}

static u32 length(const char *text) {
  u32 bytes = 0;
  while (text[bytes]) bytes++;
  return bytes;
}

// Copies up to and with the final zero; returns the bytes.
static u32 copy(GLOBAL char *to, const char *text) {
  u32 bytes = 0;
  do to[bytes] = text[bytes];
  while (text[bytes++]);
  return bytes;
}

static int is_flag_or_digit(char c) { return c == '#' || (c >= '*' && c <= '9' && c != ',' && c != '/') || c == ' '; }
static int is_size(char c) { return c == 'h' || c == 'l' || c == 'L' || c == 'j' || c == 'z' || c == 't'; }
static int is_floating(char c) {
  c |= 32;
  return c == 'a' || (c >= 'e' && c <= 'g');
}
static int is_integer(char c) {
  return c == 'c' || c == 'd' || c == 'i' || c == 'o' || c == 'u' || c == 'x' || c == 'X';
}

// Two rounds over the format: the first counts, the second copies. Arguments keep their places; a string's address
// becomes its place in the record.
int __anywarp_vprintf(const char *format, const u32 *arguments) {
  if (!format) return -1;
  GLOBAL u32 *record = 0;
  u32 first = (16 + length(format) + 1 + 7) / 8 * 2, strings = 0;
  for (;;) {
    u32 word = 0, text = strings;
    int count = 0;
    strings = 0;
    for (const char *c = format; *c; c++) {
      if (*c != '%') continue;
      int wide = 0;
      for (c++; is_flag_or_digit(*c); c++) {
        if (*c != '*') continue;
        if (record) record[first + word] = arguments[word];
        word++, count++;
      }
      for (; is_size(*c); c++) wide |= *c != 'h';
      int is_string = *c == 's';
      wide |= is_string || *c == 'p' || is_floating(*c);
      if (!*c) break;
      if (!is_string && *c != 'p' && !is_floating(*c) && !is_integer(*c)) continue;
      count++;
      if (wide) word = (word + 1) & ~1u;
      if (is_string) {
        const char *string = (const char *)(arguments[word] | (u64)arguments[word + 1] << 32);
        if (record) record[first + word] = string ? text + strings : 0, record[first + word + 1] = 0;
        if (string) strings += record ? copy((GLOBAL char *)record + text + strings, string) : length(string) + 1;
      } else if (record) {
        record[first + word] = arguments[word];
        if (wide) record[first + word + 1] = arguments[word + 1];
      }
      word += 1 + wide;
    }
    if (record) return count;
    text = (first + word) * 4;
    record = reserve((text + strings + 7) / 8 * 8);
    if (!record) return count;
    record[1] = PRINT, record[2] = first * 4, record[3] = text + strings;
    copy((GLOBAL char *)(record + 4), format);
    strings = text;
  }
}

_Noreturn void __anywarp_assertfail(const char *message, const char *file, u32 line, const char *function, u64 unused) {
  (void)unused;
  u32 bytes = 40 + length(message) + length(file) + length(function) + 3;
  GLOBAL u32 *record = reserve((bytes + 7) / 8 * 8);
  if (record) {
    record[1] = ASSERTION, record[2] = line;
    record[3] = __nvvm_read_ptx_sreg_ctaid_x(), record[4] = __nvvm_read_ptx_sreg_ctaid_y();
    record[5] = __nvvm_read_ptx_sreg_ctaid_z(), record[6] = __nvvm_read_ptx_sreg_tid_x();
    record[7] = __nvvm_read_ptx_sreg_tid_y(), record[8] = __nvvm_read_ptx_sreg_tid_z();
    record[9] = bytes;
    GLOBAL char *text = (GLOBAL char *)(record + 10);
    text += copy(text, message);
    text += copy(text, file);
    copy(text, function);
  }
  __builtin_trap();
}
