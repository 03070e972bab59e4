; test form-coroutines, split-coroutines
; about the counter of a loop with a barrier lives in the frame; one suspension point serves all rounds
declare void @anywarp.suspend()
declare void @use(i32)

define void @k.thread(ptr %thread, i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  call void @use(i32 %i)
  call void @anywarp.suspend()
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %end
end:
  ret void
}

; check: %k.thread.Frame = type { ptr, ptr, ptr, i32, i32, i1 }
; check: define internal fastcc void @k.thread.resume(
; check: store i32 $V, ptr %.spill.addr8, align 4
; check: resumed:
; check: $(i=$V) = load i32, ptr $V, align 4
; check: $(n=$V) = load i32, ptr $V, align 4
; check: $(next=$V) = add i32 $i, 1
; nextln: icmp ult i32 $next, $n
