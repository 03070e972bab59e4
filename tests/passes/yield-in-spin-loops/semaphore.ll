; test yield-in-spin-loops
; about a loop that takes from a counter and puts back waits for others
define void @enter(ptr %free) {
entry:
  br label %loop
loop:
  %had = atomicrmw sub ptr %free, i32 1 monotonic, align 4
  %none = icmp sle i32 %had, 0
  br i1 %none, label %back, label %end
back:
  %ignored = atomicrmw add ptr %free, i32 1 monotonic, align 4
  br label %loop
end:
  ret void
}

; check: call void @anywarp_yield
