//! Device code alone: `-ptx`, `-cubin`, `-fatbin`.

use anywarp_frontend::Emit;

use super::{Planner, Step, stem};
use crate::device_file::DeviceFile;
use crate::error::{Failure, Fatal};
use crate::input::{Input, Language};

impl Planner<'_> {
    pub(super) fn device_files(&self, inputs: &[Input], kind: DeviceFile) -> Result<Vec<Step>, Failure> {
        let mut steps = Vec::new();
        for input in inputs.iter().filter(|input| input.language.is_some()) {
            let name = input.path.display();
            if input.language != Some(Language::Cuda) {
                let hint = "only .cu files, or -x cu, have any";
                let suffix = kind.suffix();
                return Err(Fatal::new(format!("'{name}' has no device code for '-{suffix}': {hint}")).into());
            }
            let default = || self.in_output_directory(&format!("{}.{}", stem(input), kind.suffix()));
            let output = self.options.output.clone().unwrap_or_else(default);
            let Step::Cuda(mut step) = self.compile(input, output)? else { continue };
            // The device half writes no rules: they are a run of the preprocessor.
            if let Some(file) = step.dependencies.take() {
                let emit = Emit::Dependencies { system_headers: file.system_headers, rule: file.rule };
                let (source, output) = (Box::new(step.source.clone()), Some(file.path));
                steps.push(Step::CudaText { source, emit, output });
            }
            steps.push(Step::DeviceFile(step, kind));
        }
        Ok(steps)
    }
}
