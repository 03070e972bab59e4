; test yield-in-spin-loops
; about a plain load ends a loop over a list: without a fence nothing says that another thread writes it
define i32 @length(i32 %first) {
entry:
  br label %loop
loop:
  %n = phi i32 [ 0, %entry ], [ %count, %loop ]
  %node = phi i32 [ %first, %entry ], [ %next, %loop ]
  %p = inttoptr i32 %node to ptr
  %next = load i32, ptr %p, align 4
  %count = add i32 %n, 1
  %end = icmp eq i32 %next, 0
  br i1 %end, label %done, label %loop
done:
  ret i32 %count
}

; not: anywarp_yield
; check: br i1 %end, label %done, label %loop
; not: anywarp_yield
