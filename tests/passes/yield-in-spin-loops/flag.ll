; test yield-in-spin-loops
; about a loop that polls a volatile flag gives up its turn on the way back, a kernel's as its own thread
define void @k.thread(ptr %thread, i32 %parameters) {
entry:
  %flag = inttoptr i32 %parameters to ptr
  br label %wait
wait:
  %x = load atomic volatile i32, ptr %flag monotonic, align 4
  %set = icmp ne i32 %x, 0
  br i1 %set, label %end, label %wait
end:
  ret void
}

; check: spin.yield:
; nextln: call void @anywarp_yield(ptr %thread)
; nextln: call void @anywarp.suspend()
; nextln: br label %wait
; check: wait:
; check: br i1 %set, label %end, label %spin.yield
