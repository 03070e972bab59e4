; test retarget, vectorize-warps
; about threads that exchange values are a whole warp, and a fixed exchange is a shuffle of a vector
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
declare i32 @llvm.nvvm.shfl.sync.bfly.i32(i32, i32, i32, i32)

define ptx_kernel void @k(ptr %p) {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %r = call i32 @llvm.nvvm.shfl.sync.bfly.i32(i32 -1, i32 %t, i32 1, i32 31)
  %a = getelementptr i32, ptr %p, i32 %t
  store i32 %r, ptr %a, align 4
  ret void
}

; check: shufflevector <32 x i32> $(v=$V), <32 x i32> $(=.*), <32 x i32> <i32 1, i32 0, i32 3, i32 2,
; not: anywarp_arrive_warp
