; test keep-results
; about a sum that is used behind a suspension is kept itself: LLVM would keep what it was made of
declare void @use(float)

define ptr @k.thread(ptr %thread, float %a, float %b) presplitcoroutine {
  %sum = fadd float %a, %b
  %here = fmul float %sum, %a
  call void @use(float %here)
  br label %resumed
resumed:
  call void @use(float %sum)
  ret ptr null
}

; check: %sum = fadd float %a, %b
; nextln: $(kept=$V) = freeze float %sum
; nextln: %here = fmul float %sum, %a
; check: resumed:
; nextln: call void @use(float $(kept))
