; test retarget
; about a kernel reads its parameters from one buffer, each at its natural alignment; structures that are only read stay there
define ptx_kernel void @k(i1 %flag, ptr %p, i16 %s, ptr byval({ i64, ptr }) align 8 readonly %r, ptr byval({ float, float, float }) align 4 %w) {
  store i16 %s, ptr %p, align 2
  %f = zext i1 %flag to i8
  store i8 %f, ptr %p, align 1
  %x = load i64, ptr %r, align 8
  store i64 %x, ptr %p, align 8
  store float 1.0, ptr %w, align 4
  ret void
}

; check: void @k.thread(ptr %0, i32 %1)
; check: $(base=$V) = inttoptr i32 %1 to ptr
; nextln: $(flag=$V) = getelementptr i8, ptr $base, i32 0
; nextln: $(byte=$V) = load i8, ptr $flag, align 1, !invariant.load
; nextln: trunc i8 $byte to i1
; nextln: $(at=$V) = getelementptr i8, ptr $base, i32 8
; nextln: $(word=$V) = load i64, ptr $at, align 8
; nextln: $(offset=$V) = trunc i64 $word to i32
; nextln: $(p=$V) = inttoptr i32 $offset to ptr
; nextln: $(s=$V) = getelementptr i8, ptr $base, i32 16
; nextln: load i16, ptr $s, align 2
; nextln: $(read=$V) = getelementptr i8, ptr $base, i32 24
; nextln: $(written=$V) = getelementptr i8, ptr $base, i32 40
; nextln: $(copy=$V) = alloca [12 x i8], align 4
; nextln: call void @llvm.memcpy.p0.p0.i32(ptr align 4 $copy, ptr align 4 $written, i32 12, i1 false)
; check: load i64, ptr $read, align 8
; check: store float 1.000000e+00, ptr $copy, align 4
; check: kernel k: Loop, parameters [0+1 8+8 16+2 24+16 40+12] in 52 bytes
