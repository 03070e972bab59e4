//! Says what clang cannot: which library a header that it did not find belongs to, and what this nvcc does not have.

/// Parts of clang's messages that name its own options, and what to do here.
const INSTEAD: &[(&str, &str)] = &[(
    "kernel launch from __device__ or __global__ function requires",
    "kernels that launch kernels (dynamic parallelism) are not supported yet, with -rdc=true neither: launch from the host",
)];

/// Headers by how their names begin, and what they are part of; none of it is in this toolkit yet.
const LIBRARIES: &[(&str, &str)] = &[
    ("cuda_fp6", "CUDA's 6-bit floating point"),
    ("cuda_fp4", "CUDA's 4-bit floating point"),
    ("mma.h", "CUDA's warp matrix functions"),
    ("curand", "cuRAND"),
    ("cublas", "cuBLAS"),
    ("cusparse", "cuSPARSE"),
    ("cusolver", "cuSOLVER"),
    ("cufft", "cuFFT"),
    ("cudnn", "cuDNN"),
    ("nccl", "NCCL"),
    ("npp", "NPP"),
    ("nvjpeg", "nvJPEG"),
    ("nvrtc.h", "NVRTC"),
    ("nvToolsExt", "NVTX"),
    ("nvtx3/", "NVTX"),
    ("nvml.h", "NVML"),
    ("cutensor", "cuTENSOR"),
];

/// What to know about the headers that these messages of clang miss, one sentence for each.
pub(crate) fn notes(messages: &str) -> Vec<String> {
    let instead = INSTEAD.iter().filter(|(said, _)| messages.contains(said));
    let mut notes: Vec<String> = instead.map(|&(_, instead)| instead.to_owned()).collect();
    for header in messages.lines().filter_map(missing) {
        if let Some((_, library)) = LIBRARIES.iter().find(|(prefix, _)| header.starts_with(prefix)) {
            let note = format!("`{header}` belongs to {library}, which this toolkit does not have yet");
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    notes
}

/// The name in `… fatal error: 'NAME' file not found`.
fn missing(line: &str) -> Option<&str> {
    let (before, _) = line.split_once("' file not found")?;
    before.rsplit_once('\'').map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_library_is_named_once() {
        let message = "a.cu:1:10: fatal error: 'cufft.h' file not found\n    1 | #include <cufft.h>\n";
        let expected = "`cufft.h` belongs to cuFFT, which this toolkit does not have yet";
        assert_eq!(notes(&message.repeat(2)), [expected]);
    }

    #[test]
    fn a_header_of_the_users_own_and_other_messages_say_nothing() {
        assert!(notes("a.cu:1:10: fatal error: 'mine.h' file not found\n").is_empty());
        assert!(notes("a.cu:1:10: error: 'cub/' is not a name\n").is_empty());
    }
}
