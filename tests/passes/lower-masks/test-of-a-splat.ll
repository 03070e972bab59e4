; test lower-masks
; about whether any thread has what all have alike is asked of one number
declare i32 @llvm.wasm.anytrue.v4i32(<4 x i32>)

define i32 @f(i32 %x) {
  %e = insertelement <4 x i32> poison, i32 %x, i64 0
  %s = shufflevector <4 x i32> %e, <4 x i32> poison, <4 x i32> zeroinitializer
  %c = icmp slt <4 x i32> %s, splat (i32 9)
  %m = sext <4 x i1> %c to <4 x i32>
  %any = call i32 @llvm.wasm.anytrue.v4i32(<4 x i32> %m)
  ret i32 %any
}

; check: icmp slt i32 %x, 9
; not: call
