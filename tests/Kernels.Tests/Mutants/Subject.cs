extern alias generator;

using System.Collections.Generic;
using System.Linq;
using System.Threading;
using generator::NormGen.Generator;
using generator::NormGen.Generator.Emit;
using generator::NormGen.Generator.Ir;
using generator::NormGen.Generator.Isas;
using generator::NormGen.Generator.Scheduling;
using generator::NormGen.Generator.Spec;
using NormGen.Kernels.Tests.Drawn;

namespace NormGen.Kernels.Tests.Mutants;

/// <summary>A kernel that mistakes are made in, by the name of its file.</summary>
/// <param name="Attribute">The declaration that asks for it.</param>
/// <param name="Kernel">What it is.</param>
internal sealed record Subject(string Attribute, KernelSpec Kernel)
{
    public static IEnumerable<Subject> Of(string attribute, CancellationToken cancellation) =>
        DrawnAssembly.KernelsOf(attribute, cancellation).Select(kernel => new Subject(attribute, kernel));

    /// <summary>The functions of the kernel before lowering.</summary>
    public IReadOnlyList<Function> Functions(InstructionSet isa) =>
        [.. Routine.Functions(Traversal.Of(Scheduler.Plan(Kernel, isa)).Build(KernelCompiler.Programs(Kernel)))];

    /// <summary>The kernel's file with code for one instruction set, in which one function is another.</summary>
    public string Text(InstructionSet isa, Function? mutated, string kernelNamespace)
    {
        var plan = Scheduler.Plan(Kernel, isa);
        var traversal = Traversal.Of(plan);
        var routines = traversal.Build(KernelCompiler.Programs(Kernel));
        var functions = Routine.Functions(routines).Select(function => Lowering.Lower(function.Name == mutated?.Name ? mutated : function, isa));
        var code = new TargetCode(isa, plan, [.. traversal.Describe()], routines, [.. functions]);
        return KernelFile.Write(Kernel, kernelNamespace, KernelCompiler.Tables(Kernel), [code]);
    }
}
