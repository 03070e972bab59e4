; test fold-mask-tests
; about tests of constant masks are numbers; others stay
declare <8 x i16> @llvm.wasm.narrow.signed.v8i16.v4i32(<4 x i32>, <4 x i32>)
declare <16 x i8> @llvm.wasm.narrow.signed.v16i8.v8i16(<8 x i16>, <8 x i16>)
declare i32 @llvm.wasm.bitmask.v16i8(<16 x i8>)
declare i32 @llvm.wasm.anytrue.v4i32(<4 x i32>)
declare i32 @llvm.wasm.alltrue.v4i32(<4 x i32>)

define i32 @bits() {
  %low = call <8 x i16> @llvm.wasm.narrow.signed.v8i16.v4i32(<4 x i32> <i32 -1, i32 0, i32 0, i32 -1>, <4 x i32> zeroinitializer)
  %high = call <8 x i16> @llvm.wasm.narrow.signed.v8i16.v4i32(<4 x i32> zeroinitializer, <4 x i32> splat (i32 -1))
  %all = call <16 x i8> @llvm.wasm.narrow.signed.v16i8.v8i16(<8 x i16> %low, <8 x i16> %high)
  %bits = call i32 @llvm.wasm.bitmask.v16i8(<16 x i8> %all)
  ret i32 %bits
}

define i32 @tests() {
  %any = call i32 @llvm.wasm.anytrue.v4i32(<4 x i32> <i32 0, i32 0, i32 5, i32 0>)
  %all = call i32 @llvm.wasm.alltrue.v4i32(<4 x i32> <i32 0, i32 0, i32 5, i32 0>)
  %both = shl i32 %any, %all
  ret i32 %both
}

define i32 @unknown(<4 x i32> %mask) {
  %half = call <8 x i16> @llvm.wasm.narrow.signed.v8i16.v4i32(<4 x i32> %mask, <4 x i32> zeroinitializer)
  %all = call <16 x i8> @llvm.wasm.narrow.signed.v16i8.v8i16(<8 x i16> %half, <8 x i16> zeroinitializer)
  %bits = call i32 @llvm.wasm.bitmask.v16i8(<16 x i8> %all)
  ret i32 %bits
}

; check: define i32 @bits()
; check: ret i32 61449
; check: define i32 @tests()
; check: shl i32 1, 0
; check: define i32 @unknown(
; check: $(bits=$V) = call i32 @llvm.wasm.bitmask.v16i8
; check: ret i32 $(bits)
