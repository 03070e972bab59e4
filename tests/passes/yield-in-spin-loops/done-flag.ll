; test yield-in-spin-loops
; about `while (!done) if (taken) done = true` waits although the flag itself is a constant on either side
declare void @critical_section()

define void @f(ptr %mutex) {
entry:
  br label %loop
loop:
  %done = phi i1 [ false, %entry ], [ %now, %join ]
  br i1 %done, label %end, label %try
try:
  %old = atomicrmw xchg ptr %mutex, i32 1 acquire, align 4
  %taken = icmp eq i32 %old, 0
  br i1 %taken, label %then, label %join
then:
  call void @critical_section()
  br label %join
join:
  %now = phi i1 [ true, %then ], [ %done, %try ]
  br label %loop
end:
  ret void
}

; check: spin.yield:
; check: call void @anywarp.suspend()
; check: join:
; check: br label %spin.yield
