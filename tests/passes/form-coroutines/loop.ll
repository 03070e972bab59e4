; test form-coroutines
; about a barrier in a loop: phis name the block in which the thread goes on
declare void @anywarp.suspend()

define void @k.thread(ptr %thread, i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %next = add i32 %i, 1
  call void @anywarp.suspend()
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %end
end:
  ret void
}

; check: loop:
; nextln: phi i32 [ 0, %entry ], [ %next, %resumed ]
; nextln: %next = add i32 $V, 1
; nextln: $(why=$V) = call i8 @llvm.coro.suspend(token none, i1 false)
; check: resumed:
; nextln: $(more=$V) = icmp ult i32 %next, %1
; nextln: br i1 $more, label %loop, label %end
