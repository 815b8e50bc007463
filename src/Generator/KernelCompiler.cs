using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Emit;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;
using NormGen.Generator.Normalizations;
using NormGen.Generator.Scheduling;
using NormGen.Generator.Spec;

namespace NormGen.Generator;

/// <summary>From a kernel's spec to the text of its file: spec, plan, IR, lowered IR, text. A pure function without Roslyn.</summary>
internal static class KernelCompiler
{
    public static string Compile(KernelSpec kernel, string kernelNamespace) =>
        KernelFile.Write(kernel, kernelNamespace, Tables(kernel), [.. InstructionSets.All.Select(isa => CompileFor(kernel, isa))]);

    public static KernelTables Tables(KernelSpec kernel) =>
        KernelTables.Of(Catalogue.Of(kernel.Kind), Scheduler.Numeric(kernel), kernel.Passes);

    /// <summary>The stages for one instruction set.</summary>
    public static TargetCode CompileFor(KernelSpec kernel, InstructionSet isa)
    {
        var plan = Scheduler.Plan(kernel, isa);
        var traversal = Traversal.Of(plan);
        var routines = traversal.Build(Programs(kernel));
        var functions = Routine.Functions(routines).Select(function => Lowering.Lower(function, isa));
        return new TargetCode(isa, plan, [.. traversal.Describe()], routines, [.. functions]);
    }

    public static IReadOnlyList<KernelProgram> Programs(KernelSpec kernel)
    {
        var normalization = Catalogue.Of(kernel.Kind);
        var output = new OutputForm(Catalogue.EpilogueOf(kernel), kernel.Residual, kernel.PreAdd, kernel.UnitOffset)
        {
            Output = Tensors.Output with { Element = kernel.Output },
            OutputScalars = Catalogue.Of(kernel.Output).Scalars,
        };
        IReadOnlyList<KernelProgram> programs = kernel.Passes switch
        {
            Passes.All => [.. normalization.InferencePrograms(output), .. normalization.TrainingPrograms(output)],
            Passes.Inference => normalization.InferencePrograms(output),
        };
        return [.. programs.Select(program => program.OnlyPrepares ? program : program with { Scalars = output.Scalars })];
    }
}
