; test yield-in-spin-loops
; about only the loop that waits yields: the inner one counts, the outer one polls
define void @f(ptr %p, i32 %n) {
entry:
  br label %outer
outer:
  br label %inner
inner:
  %i = phi i32 [ 0, %outer ], [ %next, %inner ]
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %inner, label %poll
poll:
  %x = load atomic volatile i32, ptr %p monotonic, align 4
  %set = icmp ne i32 %x, 0
  br i1 %set, label %end, label %outer
end:
  ret void
}

; check: spin.yield:
; check: br label %outer
; not: spin.yield1
; check: br i1 %more, label %inner, label %poll
; check: br i1 %set, label %end, label %spin.yield
