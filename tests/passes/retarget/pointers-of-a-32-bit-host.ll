; test retarget
; about in one wasm module with the host a pointer is the same in memory and in a register
; host-pointers 32
define void @copy(ptr %from, ptr %to) {
  %p = load ptr, ptr %from, align 4
  store ptr %p, ptr %to, align 4
  ret void
}

; not: anywarp_widen
; check: $(word=$V) = load i32, ptr %0, align 4
; nextln: $(p=$V) = inttoptr i32 $word to ptr
; nextln: $(again=$V) = ptrtoint ptr $p to i32
; nextln: store i32 $again, ptr %1, align 4
; not: anywarp_widen
