; test retarget
; about copies are of bytes, so pointers in them keep the form they have in memory; lengths have 32 bits
define void @f(ptr %to, ptr %from, i64 %n) {
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %to, ptr align 8 %from, i64 24, i1 false)
  call void @llvm.memmove.p0.p0.i64(ptr align 4 %to, ptr align 4 %from, i64 %n, i1 false)
  call void @llvm.memset.p0.i64(ptr align 2 %to, i8 7, i64 %n, i1 false)
  call void @llvm.memcpy.p0.p1.i64(ptr align 8 %to, ptr addrspace(1) align 8 null, i64 8, i1 false)
  ret void
}
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memcpy.p0.p1.i64(ptr, ptr addrspace(1), i64, i1)
declare void @llvm.memmove.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)

; check: call void @llvm.memcpy.p0.p0.i32(ptr align 8 %0, ptr align 8 %1, i32 24, i1 false)
; nextln: $(n=$V) = trunc i64 %2 to i32
; nextln: call void @llvm.memmove.p0.p0.i32(ptr align 4 %0, ptr align 4 %1, i32 $n, i1 false)
; nextln: $(m=$V) = trunc i64 %2 to i32
; nextln: call void @llvm.memset.p0.i32(ptr align 2 %0, i8 7, i32 $m, i1 false)
; nextln: call void @llvm.memcpy.p0.p0.i32(ptr align 8 %0, ptr align 8 null, i32 8, i1 false)
; not: i64
