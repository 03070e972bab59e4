; test split-vectors, count-bits
; about the bits of a long vector of words are counted by bytes, part by part
declare <8 x i32> @llvm.ctpop.v8i32(<8 x i32>)

define <8 x i32> @f(<8 x i32> %a) {
  %c = call <8 x i32> @llvm.ctpop.v8i32(<8 x i32> %a)
  ret <8 x i32> %c
}

; check: call <16 x i8> @llvm.ctpop.v16i8
; check: call <8 x i16> @llvm.wasm.extadd.pairwise.unsigned.v8i16
; check: call <4 x i32> @llvm.wasm.extadd.pairwise.unsigned.v4i32
; check: call <16 x i8> @llvm.ctpop.v16i8
; not: call <4 x i32> @llvm.ctpop.v4i32
; check: ret <8 x i32>
