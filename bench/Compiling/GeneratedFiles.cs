extern alias generator;

using System;
using System.Linq;
using System.Threading;
using generator::NormGen.Generator;
using generator::NormGen.Generator.Emit;
using generator::NormGen.Generator.Frontend;
using generator::NormGen.Generator.Ir;
using generator::NormGen.Generator.Isas;
using generator::NormGen.Generator.Scheduling;
using generator::NormGen.Generator.Spec;

namespace NormGen.Bench.Compiling;

/// <summary>The files that the generator writes for one declaration, with a say in how kernels are scheduled.</summary>
internal sealed class GeneratedFiles
{
    private readonly string declaration;
    private readonly string assembly;
    private readonly LayerSpec layer;

    /// <param name="declared">A class that declares a layer.</param>
    /// <param name="assembly">The assembly that the files are for.</param>
    /// <param name="name">The name of the layer there.</param>
    public GeneratedFiles(Type declared, string assembly, string name)
    {
        (this.assembly, declaration) = (assembly, Declaration.Of(declared, name));
        var compilation = InMemoryProject.Compile(assembly, [declaration]);
        layer = LayerParser.Parse(compilation.Assembly.GetTypeByMetadataName(name)!, CancellationToken.None)!.Layer!;
    }

    private string Namespace => KernelNamespace.Of(assembly);

    /// <summary>The kernel's class, with its namespace.</summary>
    public string KernelClass => $"{Namespace}.{layer.Kernel.ClassName}";

    /// <summary>The kernel's file as the generator writes it.</summary>
    public string Kernel => KernelCompiler.Compile(layer.Kernel, Namespace);

    /// <summary>The layer's file.</summary>
    public string Layer => LayerFile.Write(layer, Namespace, hasTensors: false);

    /// <summary>The kernel's file with the schedule changed for one instruction set.</summary>
    public string KernelWith(string instructionSet, Func<Schedule, Schedule> change)
    {
        var targets = InstructionSets.All.Select(isa =>
            Target(isa, isa.Name == instructionSet ? change : static schedule => schedule));
        return KernelFile.Write(layer.Kernel, Namespace, KernelCompiler.Tables(layer.Kernel), [.. targets]);
    }

    /// <summary>Compiles and loads the layer with a kernel file; its type.</summary>
    public Type Load(string kernel) =>
        InMemoryProject.Load(InMemoryProject.Compile(assembly, [declaration, Layer, kernel])).GetType(layer.Target.Path)!;

    /// <summary>The bytes of the assembly with a kernel file.</summary>
    public byte[] Emit(string kernel) => InMemoryProject.Emit(InMemoryProject.Compile(assembly, [declaration, Layer, kernel]));

    // What KernelCompiler.CompileFor does, from the plan on.
    private TargetCode Target(InstructionSet isa, Func<Schedule, Schedule> change)
    {
        var planned = Scheduler.Plan(layer.Kernel, isa);
        var plan = planned with { Schedule = change(planned.Schedule) };
        var traversal = Traversal.Of(plan);
        var routines = traversal.Build(KernelCompiler.Programs(layer.Kernel));
        var functions = Routine.Functions(routines).Select(function => Lowering.Lower(function, isa));
        return new TargetCode(isa, plan, [.. traversal.Describe()], routines, [.. functions]);
    }
}
