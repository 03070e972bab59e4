; test part-rare-blocks
; about what a rare block uses of a loop is stored where it begins, what it gives back is loaded where it ends; numbers are not
define <4 x float> @f(ptr %p, i32 %n, i32 %stop) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ], [ %skipped, %rarely ]
  %sum = phi <4 x float> [ zeroinitializer, %entry ], [ %more, %loop ], [ %less, %rarely ]
  %x = load <4 x float>, ptr %p, align 16
  %more = fadd <4 x float> %sum, %x
  %next = add i32 %i, 1
  %c = icmp ult i32 %next, %n
  br i1 %c, label %loop, label %apart, !prof !0
apart:
  %d = icmp eq i32 %next, %stop
  br i1 %d, label %rarely, label %done, !prof !1
rarely:
  %less = fsub <4 x float> %more, %x
  %skipped = add i32 %next, 2
  br label %loop
done:
  ret <4 x float> %more
}

!0 = !{!"branch_weights", i32 10, i32 10}
!1 = !{!"branch_weights", i32 1, i32 1000}

; check: $(slot=$V) = alloca <4 x float>
; check: loop:
; check: $(sum=$V) = phi <4 x float>
; check: $(more=$V) = fadd <4 x float>
; check: br i1 %d, label %rare, label %done
; check: rare:
; check: store <4 x float>
; check: store <4 x float>
; check: rarely:
; check: load <4 x float>
; check: load <4 x float>
; check: fsub <4 x float>
; check: %skipped = add i32 %next, 2
; check: store <4 x float>
; check: load <4 x float>
; check: br label %loop
; check: done:
; check: ret <4 x float> %more
