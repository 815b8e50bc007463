using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Compiler.Tests.Interpretation;
using NormGen.Generator;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;
using NormGen.Generator.Scheduling;
using NormGen.Generator.Spec;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>A way to run the functions of a kernel.</summary>
internal abstract class Executable
{
    /// <summary>Runs a function, and tells how often it took statistics again in double, where that is known.</summary>
    public abstract int Run(string function, MemoryBlock memory, IReadOnlyDictionary<string, long> sizes);

    /// <summary>The IR before lowering.</summary>
    public static Executable Virtual(KernelPlan plan) => new Interpreted(
        Functions(plan), (function, memory, sizes) => Interpreter.RunVirtual(function, memory, Workload.Epsilon, sizes));

    /// <summary>The IR of an instruction set.</summary>
    public static Executable Lowered(KernelSpec spec, InstructionSet isa) => new Interpreted(
        KernelCompiler.CompileFor(spec, isa).Functions,
        (function, memory, sizes) => Interpreter.RunLowered(function, isa, memory, Workload.Epsilon, sizes));

    /// <summary>The functions of a plan as the first stages build them.</summary>
    public static IReadOnlyList<Function> Functions(KernelPlan plan)
    {
        var programs = Catalogue.Of(plan.Spec.Kind).Programs(Catalogue.Of(plan.Spec.Activation));
        return [.. programs.Select(Traversal.Of(plan).Build)];
    }

    private sealed class Interpreted(
        IReadOnlyList<Function> functions,
        Func<Function, MemoryBlock, IReadOnlyDictionary<string, long>, Interpreter> run) : Executable
    {
        public override int Run(string function, MemoryBlock memory, IReadOnlyDictionary<string, long> sizes) =>
            run(functions.Single(f => f.Name == function), memory, sizes).Exceptions;
    }
}
