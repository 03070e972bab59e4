; test retarget
; about a pointer is 64 bits in memory and an offset of 32 bits in a register
define ptr @load(ptr %where) {
  %p = load ptr, ptr %where, align 8
  ret ptr %p
}

; check: ptr @load(ptr %0)
; check: $(word=$V) = load i64, ptr %0, align 8
; nextln: $(offset=$V) = trunc i64 $word to i32
; nextln: $(p=$V) = inttoptr i32 $offset to ptr
; nextln: ret ptr $p
