using System;
using System.Collections.Generic;
using NormGen.Compiler.Tests.Interpretation;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator.Spec;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>The compiled text of a kernel: its dispatch, or the code of one instruction set.</summary>
internal sealed class CompiledKernel(KernelSpec spec, string target) : Executable
{
    private delegate void Call(
        string target, string function, IReadOnlyDictionary<string, Array> memory, double epsilon, nuint outer, nuint inner);

    private readonly Call call =
        GeneratedTexts.Assembly.Method<Call>($"{GeneratedTexts.Namespace}.{KernelCalls.ClassOf(spec)}", "Call");

    public override int Run(string function, MemoryBlock memory, IReadOnlyDictionary<string, long> sizes)
    {
        call(target, function, memory.Arrays, Workload.Epsilon, (nuint)sizes["outer"], (nuint)sizes["inner"]);
        return 0;
    }
}
