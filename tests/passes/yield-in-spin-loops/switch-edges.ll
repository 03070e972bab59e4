; test yield-in-spin-loops
; about a switch that goes back over two edges passes one yield, and the phi names it once
define void @f(ptr %p) {
entry:
  br label %loop
loop:
  %last = phi i32 [ 0, %entry ], [ %x, %loop ], [ %x, %loop ]
  %x = load atomic volatile i32, ptr %p monotonic, align 4
  switch i32 %x, label %end [ i32 0, label %loop
                              i32 1, label %loop ]
end:
  ret void
}

; check: spin.yield:
; not: spin.yield1
; check: phi i32 [ 0, %entry ], [ %x, %spin.yield ]
; check: i32 0, label %spin.yield
; nextln: i32 1, label %spin.yield
