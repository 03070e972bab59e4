; test yield-in-spin-loops
; about a loop whose exit depends on its own counter waits for nobody, though it uses atomics and plain memory
define i32 @sum(ptr %p, i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %e = getelementptr i32, ptr %p, i32 %i
  %x = load i32, ptr %e, align 4
  %old = atomicrmw add ptr %p, i32 %x monotonic, align 4
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %end
end:
  ret i32 %old
}

; not: anywarp_yield
; check: br i1 %more, label %loop, label %end
; not: anywarp_yield
