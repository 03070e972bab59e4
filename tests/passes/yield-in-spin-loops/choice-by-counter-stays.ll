; test yield-in-spin-loops
; about a loop that chooses its next step by what it computed itself waits for nobody, atomics or not
define void @f(ptr %p, i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %join ]
  %old = atomicrmw add ptr %p, i32 1 monotonic, align 4
  %odd = trunc i32 %i to i1
  br i1 %odd, label %then, label %else
then:
  %one = add i32 %i, 1
  br label %join
else:
  %two = add i32 %i, 2
  br label %join
join:
  %next = phi i32 [ %one, %then ], [ %two, %else ]
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %end
end:
  ret void
}

; not: spin.yield
; check: br i1 %more, label %loop, label %end
; not: spin.yield
