; test yield-in-spin-loops
; about a loop that fences between plain loads waits for another thread's store
define void @wait(ptr %p) {
entry:
  br label %loop
loop:
  fence seq_cst
  %x = load i32, ptr %p, align 4
  %set = icmp ne i32 %x, 0
  br i1 %set, label %end, label %loop
end:
  ret void
}

; check: spin.yield:
; check: call void @anywarp.suspend()
; check: br i1 %set, label %end, label %spin.yield
