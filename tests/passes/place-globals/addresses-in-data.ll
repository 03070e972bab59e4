; test retarget, emit-function-table, place-globals
; about data that holds addresses is filled in by the loader: 8 bytes each, of data plus an addend or of a function
%node = type { i16, ptr, ptr }
@value = internal addrspace(1) global [4 x i32] [i32 1, i32 2, i32 3, i32 4], align 4
@node = addrspace(1) global %node { i16 7, ptr getelementptr (i8, ptr addrspacecast (ptr addrspace(1) @value to ptr), i64 8), ptr @f }, align 8
@number = addrspace(1) global i64 add (i64 ptrtoint (ptr addrspace(1) @node to i64), i64 -4), align 8

define internal void @g() {
  ret void
}

define internal void @f() {
  ret void
}

define ptx_kernel void @k(ptr %p) {
  %x = load ptr, ptr getelementptr (%node, ptr addrspacecast (ptr addrspace(1) @node to ptr), i32 0, i32 1), align 8
  %y = load i32, ptr %x, align 4
  store i32 %y, ptr %p, align 4
  ret void
}

; check: $(image=$V) = call ptr @anywarp_image()
; nextln: $(field=$V) = getelementptr i8, ptr $image, i32 24
; check: load i64, ptr $field, align 8
; check: define i32 @function_address(i32 %0)
; check: i32 0, label %address
; check: ret i32 ptrtoint (ptr @f to i32)
; check: variable node: Device, 24 bytes at 16
; nextln: variable number: Device, 8 bytes at 40
; nextln: function 0: f
; nextln: data: [01 00 00 00 02 00 00 00 03 00 00 00 04 00 00 00 07 00 00 00 00
; sameln: 0 zeros, aligned to 16
; nextln: address at 24: data + 8
; nextln: address at 32: function 0
; nextln: address at 40: data + 12
