using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Compiler.Tests.Interpretation;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;
using NormGen.Generator.Scheduling;
using NormGen.Generator.Spec;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>The compiled text of a kernel: what layers call, with some number of threads, or the code of one instruction set.</summary>
internal sealed class CompiledKernel(KernelSpec spec, string target, int threads = 1) : Executable(KernelCompiler.Tables(spec))
{
    private delegate void Call(
        string function, IReadOnlyDictionary<string, Array> memory, double epsilon, nuint outer, nuint inner, nuint from, nuint to, nuint slot, int threads);

    private readonly IReadOnlyList<Routine> routines = Routines(Scheduler.Plan(spec, InstructionSets.All[0]));

    private readonly Call call =
        GeneratedTexts.Assembly.Method<Call>($"{GeneratedTexts.Namespace}.{KernelCalls.ClassOf(spec)}", "Call");

    public override int Run(string routine, MemoryBlock memory, IReadOnlyDictionary<string, long> sizes)
    {
        if (target == KernelCalls.Dispatch)
        {
            Call(routine, 1);
            return 0;
        }

        foreach (var step in routines.Single(r => r.Name == routine).Steps)
        {
            Call(step.Name, Pieces(step, sizes));
        }

        return 0;

        void Call(string function, long pieces) => call(
            $"{target}.{function}", memory.Arrays, Workload.Epsilon, (nuint)sizes["outer"], (nuint)sizes["inner"], 0, (nuint)pieces, 0, threads);
    }
}
