//! Calls a kernel.
extern "C" {
    fn squares(values: *mut i32, n: i32) -> i32;
}

fn main() {
    let mut values: Vec<i32> = (0..64).collect();
    // SAFETY: the function writes as many numbers as it is told.
    let status = unsafe { squares(values.as_mut_ptr(), 64) };
    assert_eq!(status, 0);
    assert!(values.iter().enumerate().all(|(index, &value)| value as usize == index * index));
    println!("PASS");
}
