; test retarget, emit-function-table, drop-unused
; about functions that only data names stay, numbered once each in the order of the variables' names
@b = addrspace(1) global [2 x ptr] [ptr @second, ptr @first], align 8
@a = addrspace(1) global ptr @first, align 8

define internal void @first() {
  ret void
}

define internal void @second() {
  ret void
}

define internal void @unused() {
  ret void
}

; check: define internal void @first()
; check: define internal void @second()
; not: @unused
; check: define i32 @function_address(i32 %0) #$(exported=\d+)
; nextln: entry:
; nextln: switch i32 %0, label %none [
; nextln: i32 0, label %address
; nextln: i32 1, label %address1
; check: none:
; nextln: ret i32 0
; check: address:
; nextln: ret i32 ptrtoint (ptr @first to i32)
; check: address1:
; nextln: ret i32 ptrtoint (ptr @second to i32)
; check: attributes #$exported = $(=.*) "wasm-export-name"="function_address"
