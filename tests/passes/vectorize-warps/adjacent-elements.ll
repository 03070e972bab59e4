; test retarget, vectorize-warps
; about threads that access neighbouring elements do it as one vector where all are there; a limit is compared once
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()

define ptx_kernel void @k(ptr %p, i32 %n) {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %c = icmp slt i32 %t, %n
  br i1 %c, label %in, label %out
in:
  %a = getelementptr float, ptr %p, i32 %t
  %v = load float, ptr %a, align 4
  %d = fadd float %v, %v
  store float %d, ptr %a, align 4
  br label %out
out:
  ret void
}

; check: define void @k.aligned.thread(ptr %0, i32 %1)
; check: load <32 x float>
; check: fadd <32 x float>
; check: store <32 x float>
; check: define void @k.any.thread(ptr %0, i32 %1)
; check: call ptr @anywarp_group_indices(ptr %0, i32 0)
; not: define void @k.thread
