; test lower-shared-atomics
; about threads of a block take turns: what they do to its memory is a read and a write
define i32 @f(ptr %p, ptr %q, i32 %x) {
  %a = atomicrmw umin ptr %p, i32 %x monotonic, align 4, !anywarp.shared !0
  %b = cmpxchg ptr %p, i32 %a, i32 7 monotonic monotonic, align 4, !anywarp.shared !0
  %c = extractvalue { i32, i1 } %b, 0
  %d = atomicrmw add ptr %q, i32 %c monotonic, align 4
  ret i32 %d
}

!0 = !{}

; check: $(old=$V) = load i32, ptr %p, align 4
; check: $(less=$V) = icmp ult i32 $(old), %x
; check: $(least=$V) = select i1 $(less), i32 $(old), i32 %x
; check: store i32 $(least), ptr %p, align 4
; check: $(there=$V) = load i32, ptr %p, align 4
; check: $(is=$V) = icmp eq i32 $(there), $(old)
; check: $(new=$V) = select i1 $(is), i32 7, i32 $(there)
; check: store i32 $(new), ptr %p, align 4
; not: atomicrmw umin
; check: atomicrmw add ptr %q
