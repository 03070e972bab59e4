//! Links: of device code first, where there is any to join, then by the host's linker.

use std::path::{Path, PathBuf};

use super::{DeviceLinkStep, Planner, Step, ToolOutput, ToolStep, text};
use crate::device_file::DeviceFile;
use crate::device_link;
use crate::error::{Failure, Fatal};
use crate::input::Input;
use crate::options::CudaRuntime;

impl Planner<'_> {
    pub(super) fn link(&self, inputs: &[Input]) -> Result<Vec<Step>, Failure> {
        let (mut steps, mut objects) = self.objects(inputs)?;
        let output = self.options.output.clone().unwrap_or_else(|| self.in_output_directory("a.out"));
        let joined = self.with_libraries(&objects);
        let relocatable = self.options.relocatable && steps.iter().any(|step| matches!(step, Step::Cuda(_)));
        if !self.options.no_device_link && (relocatable || device_link::is_needed(&joined)) {
            let object = self.places.scratch.join("a_dlink.o");
            steps.push(self.join(joined, object.clone()));
            objects.push(object);
        }
        steps.push(Step::Tool(self.linker(&objects, output)?));
        Ok(steps)
    }

    /// The object that build systems link beside those with relocatable device code; empty if there is none.
    pub(super) fn device_link(&self, inputs: &[Input]) -> Result<Vec<Step>, Failure> {
        let (mut steps, objects) = self.objects(inputs)?;
        let output = self.options.output.clone().unwrap_or_else(|| self.in_output_directory("a_dlink.o"));
        let joined = self.with_libraries(&objects);
        let relocatable = steps.iter().any(|step| matches!(step, Step::Cuda(_)));
        steps.push(match relocatable || device_link::is_needed(&joined) {
            true => self.join(joined, output),
            false => Step::Tool(self.compile_text(Path::new("/dev/null"), output)),
        });
        Ok(steps)
    }

    /// The linked device code as a file of its own.
    pub(super) fn device_link_to(&self, inputs: &[Input], kind: DeviceFile) -> Result<Vec<Step>, Failure> {
        let (mut steps, objects) = self.objects(inputs)?;
        let default = || self.in_output_directory(&format!("a_dlink.{}", kind.suffix()));
        let output = self.options.output.clone().unwrap_or_else(default);
        let joined = self.with_libraries(&objects);
        if !steps.iter().any(|step| matches!(step, Step::Cuda(_))) && !device_link::is_needed(&joined) {
            return Err(
                Fatal::new("No relocatable device code among the inputs: there is nothing to link").into()
            );
        }
        let text = self.places.scratch.join("a_dlink.c");
        let container = super::text(&device_link::container_of(&text));
        let output = ToolOutput::Name(output);
        let compile = ToolStep { program: "cp".into(), before: vec![container], output, after: Vec::new() };
        let step = DeviceLinkStep { inputs: joined, device: self.device(), text, compile };
        steps.push(Step::DeviceLink(Box::new(step)));
        Ok(steps)
    }

    fn join(&self, inputs: Vec<PathBuf>, object: PathBuf) -> Step {
        let text = self.places.scratch.join("a_dlink.c");
        let compile = self.compile_text(&text, object);
        Step::DeviceLink(Box::new(DeviceLinkStep { inputs, device: self.device(), text, compile }))
    }

    /// Compiles C that fits into whatever is linked.
    fn compile_text(&self, text: &Path, object: PathBuf) -> ToolStep {
        let mut before = self.options.host_flags.clone();
        before.extend(["-fPIC", "-w", "-x", "c", "-c", &super::text(text)].map(String::from));
        let program = self.places.host_compiler.c.clone();
        ToolStep { program, before, output: ToolOutput::Option(object), after: Vec::new() }
    }

    /// The objects, and the static libraries that the host linker would take for `-l`.
    fn with_libraries(&self, objects: &[PathBuf]) -> Vec<PathBuf> {
        let options = self.options;
        let find = |name: &String| {
            options.library_paths.iter().map(Path::new).find_map(|dir| {
                let file =
                    |suffix: &str| Some(dir.join(format!("lib{name}.{suffix}"))).filter(|path| path.exists());
                file("so").or_else(|| file("a"))
            })
        };
        objects.iter().cloned().chain(options.libraries.iter().filter_map(find)).collect()
    }

    fn linker(&self, objects: &[PathBuf], output: PathBuf) -> Result<ToolStep, Failure> {
        let options = self.options;
        let mut words: Vec<String> = options.host_flags.clone();
        words.extend(options.debug.then(|| "-g".to_owned()));
        words.extend(options.shared.then(|| "-shared".to_owned()));
        words.extend(options.link_words.iter().cloned());
        words.push("-Wl,--start-group".into());
        words.extend(objects.iter().map(|path| text(path)));
        words.extend(options.library_paths.iter().map(|dir| format!("-L{dir}")));
        words.extend(options.libraries.iter().map(|name| format!("-l{name}")));
        let library_dir = self.places.toolkit.library_dir();
        words.extend([format!("-L{}/stubs", text(&library_dir)), format!("-L{}", text(&library_dir))]);
        let runtime: &[&str] = match options.cuda_runtime {
            CudaRuntime::Static => &["-lcudadevrt", "-lcudart_static", "-lrt", "-lpthread", "-ldl", "-lm"],
            CudaRuntime::Shared => &["-lcudadevrt", "-lcudart"],
            CudaRuntime::None => &[],
        };
        words.extend(runtime.iter().map(|&word| word.to_owned()));
        if let (true, Some(dir)) = (self.uses_openmp(), &self.places.openmp) {
            // clang's half of the program calls LLVM's runtime, which also serves what gcc compiled.
            words.extend([format!("-L{}", text(dir)), "-lomp".into()]);
        }
        words.push("-Wl,--end-group".into());
        words.extend(options.linker_flags.iter().flat_map(|word| ["-Xlinker".to_owned(), word.clone()]));
        let (program, output) = (self.places.host_compiler.cxx.clone(), ToolOutput::Option(output));
        Ok(ToolStep { program, before: words, output, after: Vec::new() })
    }
}
