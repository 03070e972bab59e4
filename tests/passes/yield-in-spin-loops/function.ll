; test yield-in-spin-loops
; about in a device function the thread is whatever runs now; every back edge of the loop yields, and phis follow
define i32 @wait_for(ptr %p) {
entry:
  br label %header
header:
  %tries = phi i32 [ 0, %entry ], [ %more, %odd ], [ %more, %even ]
  %x = load atomic i32, ptr %p acquire, align 4
  %more = add i32 %tries, 1
  %done = icmp eq i32 %x, 7
  br i1 %done, label %end, label %again
again:
  %bit = trunc i32 %more to i1
  br i1 %bit, label %odd, label %even
odd:
  br label %header
even:
  br label %header
end:
  ret i32 %tries
}

; check: spin.yield:
; nextln: $(t=$V) = call ptr @anywarp_current()
; nextln: call void @anywarp_yield(ptr $t)
; nextln: call void @anywarp.suspend()
; nextln: br label %header
; check: spin.yield1:
; nextln: $(u=$V) = call ptr @anywarp_current()
; nextln: call void @anywarp_yield(ptr $u)
; nextln: call void @anywarp.suspend()
; nextln: br label %header
; check: $(tries=$V) = phi i32 [ 0, %entry ], [ %more, %spin.yield1 ], [ %more, %spin.yield ]
; check: %more = add i32 $tries, 1
; check: odd:
; nextln: br label %spin.yield1
; check: even:
; nextln: br label %spin.yield
