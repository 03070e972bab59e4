; test retarget
; about a warp operation hands over its mask, and its operand as 64 bits; each place of __activemask() has a number
declare void @llvm.nvvm.bar.warp.sync(i32)
declare float @llvm.nvvm.shfl.sync.down.f32(i32, float, i32, i32)
declare { i32, i1 } @llvm.nvvm.shfl.sync.idx.i32p(i32, i32, i32, i32)
declare i32 @llvm.nvvm.vote.ballot.sync(i32, i1)
declare i32 @llvm.nvvm.match.any.sync.i64(i32, i64)
declare i32 @llvm.nvvm.redux.sync.umin(i32, i32)
declare i32 @llvm.nvvm.activemask()

define ptx_kernel void @k(ptr %out, float %x, i32 %i, i64 %l, i1 %p) {
  call void @llvm.nvvm.bar.warp.sync(i32 -1)
  %a = call float @llvm.nvvm.shfl.sync.down.f32(i32 255, float %x, i32 2, i32 31)
  store float %a, ptr %out, align 4
  %b = call { i32, i1 } @llvm.nvvm.shfl.sync.idx.i32p(i32 -1, i32 %i, i32 3, i32 31)
  %c = call i32 @llvm.nvvm.vote.ballot.sync(i32 -1, i1 %p)
  %d = call i32 @llvm.nvvm.match.any.sync.i64(i32 -1, i64 %l)
  %e = call i32 @llvm.nvvm.redux.sync.umin(i32 %i, i32 15)
  %f = call i32 @llvm.nvvm.activemask()
  %g = call i32 @llvm.nvvm.activemask()
  ret void
}

; check: call void @anywarp_arrive_warp(ptr %0, i32 0, i32 -1, i64 0, i32 0, i32 0)
; nextln: call void @anywarp.suspend()
; nextln: $(bits=$V) = bitcast float $V to i32
; nextln: $(word=$V) = zext i32 $bits to i64
; nextln: call void @anywarp_arrive_warp(ptr %0, i32 2, i32 255, i64 $word, i32 2, i32 31)
; nextln: call void @anywarp.suspend()
; nextln: $(result=$V) = call i32 @anywarp_result(ptr %0)
; nextln: bitcast i32 $result to float
; check: call void @anywarp_arrive_warp(ptr %0, i32 4, i32 -1, i64 $V, i32 3, i32 31)
; nextln: call void @anywarp.suspend()
; nextln: $(number=$V) = call i32 @anywarp_result(ptr %0)
; nextln: $(flag=$V) = call i32 @anywarp_predicate(ptr %0)
; nextln: $(valid=$V) = icmp ne i32 $flag, 0
; nextln: $(pair=$V) = insertvalue { i32, i1 } poison, i32 $number, 0
; nextln: insertvalue { i32, i1 } $pair, i1 $valid, 1
; check: call void @anywarp_arrive_warp(ptr %0, i32 8, i32 -1, i64 $V, i32 0, i32 0)
; check: call void @anywarp_arrive_warp(ptr %0, i32 9, i32 -1, i64 $V, i32 0, i32 0)
; check: call void @anywarp_arrive_warp(ptr %0, i32 12, i32 15, i64 $V, i32 0, i32 0)
; check: call void @anywarp_arrive_warp(ptr %0, i32 19, i32 1, i64 0, i32 0, i32 0)
; check: call void @anywarp_arrive_warp(ptr %0, i32 19, i32 2, i64 0, i32 0, i32 0)
