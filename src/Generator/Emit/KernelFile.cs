using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;
using NormGen.Generator.Scheduling;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Emit;

/// <summary>The code of a kernel for one instruction set.</summary>
/// <param name="Routines">What layers call.</param>
/// <param name="Functions">The steps of all routines, for this instruction set.</param>
internal sealed record TargetCode(
    InstructionSet Isa,
    KernelPlan Plan,
    IReadOnlyList<string> Description,
    IReadOnlyList<Routine> Routines,
    IReadOnlyList<Function> Functions);

/// <summary>A kernel's file: its plan for the reader, what layers call, and a nested class per instruction set.</summary>
internal static class KernelFile
{
    private static readonly (string Mark, string Using)[] Usings =
    [
        ("EpilogueCall.", "EpilogueCall = global::NormGen.Runtime.EpilogueCall"),
        ("Lanes.", "Lanes = global::NormGen.Runtime.Lanes"),
        ("Math.", "Math = global::System.Math"),
        ("MathF.", "MathF = global::System.MathF"),
        ("MethodImpl(", "MethodImplAttribute = global::System.Runtime.CompilerServices.MethodImplAttribute"),
        ("MethodImplOptions.", "MethodImplOptions = global::System.Runtime.CompilerServices.MethodImplOptions"),
        ("Team.", "Team = global::NormGen.Runtime.Team"),
        ("KernelOperands(", "KernelOperands = global::NormGen.Runtime.KernelOperands"),
        ("KernelPointers ", "KernelPointers = global::NormGen.Runtime.KernelPointers"),
        ("KernelStep[", "KernelStep = global::NormGen.Runtime.KernelStep"),
        ("Unsafe.", "Unsafe = global::System.Runtime.CompilerServices.Unsafe"),
    ];

    public static string Write(KernelSpec kernel, string kernelNamespace, KernelTables tables, IReadOnlyList<TargetCode> targets)
    {
        var body = new CodeWriter();
        Class(body, kernel, tables, targets);
        var text = body.ToString();

        var file = new CodeWriter();
        FileHead.Write(file);
        file.Line($"namespace {kernelNamespace};");
        file.Line();
        file.Line("using global::System.Runtime.Intrinsics;");
        foreach (var (_, alias) in Usings.Where(u => text.Contains(u.Mark)))
        {
            file.Line($"using {alias};");
        }

        file.Line();
        return file + text;
    }

    private static void Class(CodeWriter writer, KernelSpec kernel, KernelTables tables, IReadOnlyList<TargetCode> targets)
    {
        Plan(writer, kernel, targets);
        FileHead.Generated(writer);
        using (writer.Braces($"internal static class {kernel.ClassName}"))
        {
            writer.Line("/// <summary>The floats of a coefficient table that Prepare fills and Infer reads.</summary>");
            writer.Line($"public const int Coefficients = {Literals.Integer(tables.InferCoefficients)};");
            writer.Line();
            writer.Line("/// <summary>The scratch memory that training needs.</summary>");
            writer.Line($"public static global::NormGen.Runtime.Workspace Workspace => new({Literals.Integer(tables.Sums)}, {Literals.Integer(tables.Coefficients)});");
            var dispatch = new RoutineWriter(writer, [.. targets.Select(target => target.Isa)]);
            foreach (var routine in targets[0].Routines)
            {
                dispatch.Write(routine);
            }

            foreach (var target in targets)
            {
                writer.Line();
                Target(writer, target);
            }
        }
    }

    private static void Plan(CodeWriter writer, KernelSpec kernel, IReadOnlyList<TargetCode> targets)
    {
        writer.Line($"/// <summary>{KernelSummary.Of(kernel)}</summary>");
        writer.Line("/// <remarks>");
        writer.Line("/// <para>Every sum is defined over 16 lanes; registers only decide how many of them work at once, so results have the same bits everywhere.</para>");
        foreach (var target in targets)
        {
            writer.Line($"/// <para>{target.Isa.Name}, {Literals.Integer(target.Isa.FloatLanes)} floats a register:</para>");
            writer.Line("/// <list type=\"bullet\">");
            foreach (var line in target.Description)
            {
                writer.Line($"/// <item>{line}</item>");
            }

            writer.Line("/// </list>");
        }

        writer.Line("/// </remarks>");
    }

    private static void Target(CodeWriter writer, TargetCode target)
    {
        using (writer.Braces($"private static class {target.Isa.Name}"))
        {
            var constants = new VectorConstants(target.Isa);
            var first = true;
            foreach (var step in target.Functions)
            {
                if (!first)
                {
                    writer.Line();
                }

                first = false;

                // Optimized at once: tiered code would take a thousand calls to become fast.
                writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
                using (writer.Braces(Signatures.Head("public", step)))
                using (writer.Braces("unchecked"))
                {
                    new FunctionWriter(writer, target.Isa, step, constants).Write();
                }
            }

            constants.Write(writer);
        }
    }
}
