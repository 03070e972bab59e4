// Starts the OpenCL twins of the kernels from the programs of bench/host: data is in shared virtual memory, each launch is waited
// for. The device is the first one of the first platform; OCL_ICD_VENDORS chooses the platform.
#pragma once

#define CL_TARGET_OPENCL_VERSION 200
#include <CL/cl.h>

#include <fstream>
#include <initializer_list>
#include <iterator>
#include <stdio.h>
#include <stdlib.h>
#include <string>

static void check(cl_int code, const char *what) {
    if (code != CL_SUCCESS) {
        fprintf(stderr, "%s: OpenCL's error %d\n", what, code);
        exit(1);
    }
}

struct Device {
    cl_platform_id platform;
    cl_device_id device;
    cl_context context;
    cl_command_queue queue;

    Device() {
        cl_int code;
        check(clGetPlatformIDs(1, &platform, nullptr), "no OpenCL platform");
        check(clGetDeviceIDs(platform, CL_DEVICE_TYPE_CPU, 1, &device, nullptr), "no OpenCL device on the processor");
        context = clCreateContext(nullptr, 1, &device, nullptr, nullptr, &code);
        check(code, "clCreateContext");
        queue = clCreateCommandQueueWithProperties(context, device, nullptr, &code);
        check(code, "clCreateCommandQueueWithProperties");
    }
    static Device &only() {
        static Device device;
        return device;
    }
};

// Memory of which the host and the device have the same addresses, without maps; zero at first.
static char *shared_memory(size_t bytes) {
    cl_svm_mem_flags flags = CL_MEM_READ_WRITE | CL_MEM_SVM_FINE_GRAIN_BUFFER;
    char *memory = (char *)clSVMAlloc(Device::only().context, flags, bytes, 64);
    check(memory ? CL_SUCCESS : CL_OUT_OF_HOST_MEMORY, "clSVMAlloc");
    __builtin_memset(memory, 0, bytes);
    return memory;
}

// The least multiple of `group` that is not below n.
[[maybe_unused]] static int in_groups(int n, int group) { return (n + group - 1) / group * group; }

// Work-items, of all groups or of one.
struct Shape {
    size_t sizes[2];
    cl_uint dimensions;

    Shape(int x) : sizes{(size_t)x, 1}, dimensions(1) {}
    Shape(int x, int y) : sizes{(size_t)x, (size_t)y}, dimensions(2) {}
};

class Kernel {
  public:
    // `file` lies beside this header.
    Kernel(const char *name, const std::string &file, const std::string &options = "") {
        std::string here = __FILE__;
        std::ifstream stream(here.substr(0, here.rfind('/') + 1) + file);
        std::string source{std::istreambuf_iterator<char>(stream), {}};
        const char *text = source.c_str();
        cl_int code;
        Device &device = Device::only();
        cl_program program = clCreateProgramWithSource(device.context, 1, &text, nullptr, &code);
        check(code, "clCreateProgramWithSource");
        check(clBuildProgram(program, 1, &device.device, options.c_str(), nullptr, nullptr), name);
        kernel_ = clCreateKernel(program, name, &code);
        check(code, name);
    }

    template <class... Arguments> void launch(Shape all, Shape group, Arguments... arguments) {
        cl_uint index = 0;
        (set(index++, arguments), ...);
        cl_command_queue queue = Device::only().queue;
        check(clEnqueueNDRangeKernel(queue, kernel_, all.dimensions, nullptr, all.sizes, group.sizes, 0, nullptr, nullptr),
              "clEnqueueNDRangeKernel");
        check(clFinish(queue), "clFinish");
    }

  private:
    template <class T> void set(cl_uint index, T value) {
        check(clSetKernelArg(kernel_, index, sizeof value, &value), "clSetKernelArg");
    }
    template <class T> void set(cl_uint index, T *value) {
        check(clSetKernelArgSVMPointer(kernel_, index, value), "clSetKernelArgSVMPointer");
    }

    cl_kernel kernel_;
};
