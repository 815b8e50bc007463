using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;
using NormGen.Generator.Scheduling;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Emit;

/// <summary>The code of a kernel for one instruction set.</summary>
internal sealed record TargetCode(InstructionSet Isa, KernelPlan Plan, IReadOnlyList<string> Description, IReadOnlyList<Function> Functions);

/// <summary>A kernel's file: its plan for the reader, one dispatching method per function, and a nested class per instruction set.</summary>
internal static class KernelFile
{
    private static readonly (string Mark, string Using)[] Usings =
    [
        ("Lanes.", "Lanes = global::NormGen.Runtime.Lanes"),
        ("Math.", "Math = global::System.Math"),
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
            writer.Line("/// <summary>The scratch memory that Forward and Backward need.</summary>");
            writer.Line($"public static global::NormGen.Runtime.Workspace Workspace => new({Literals.Integer(tables.Sums)}, {Literals.Integer(tables.Coefficients)});");
            foreach (var function in targets[0].Functions)
            {
                writer.Line();
                Dispatch(writer, function, targets);
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

    private static void Dispatch(CodeWriter writer, Function function, IReadOnlyList<TargetCode> targets)
    {
        writer.Line($"/// <summary>{function.Summary}</summary>");
        using (writer.Braces(Head(function)))
        {
            var arguments = string.Join(", ", Arguments(function));
            foreach (var target in targets)
            {
                var call = $"{target.Isa.Name}.{function.Name}({arguments});";
                if (target.Isa.Condition is { } condition)
                {
                    using (writer.Braces($"if ({condition})"))
                    {
                        writer.Line(call);
                        writer.Line("return;");
                    }

                    writer.Line();
                }
                else
                {
                    writer.Line(call);
                }
            }
        }
    }

    private static void Target(CodeWriter writer, TargetCode target)
    {
        using (writer.Braces($"private static class {target.Isa.Name}"))
        {
            var first = true;
            foreach (var function in target.Functions)
            {
                if (!first)
                {
                    writer.Line();
                }

                first = false;

                // Optimized at once: tiered code would take a thousand calls to become fast.
                writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]");
                using (writer.Braces(Head(function)))
                using (writer.Braces("unchecked"))
                {
                    new FunctionWriter(writer, target.Isa, function).Write();
                }
            }
        }
    }

    private static string Head(Function function) => $"public static void {function.Name}({string.Join(", ", Parameters(function))})";

    private static IEnumerable<string> Parameters(Function function) =>
        function.Regions.Select(b => $"ref {(b.IsDouble ? "double" : "float")} {b.Name}")
            .Concat(function.Scalars.Select(s => "double " + s.Name))
            .Concat(function.Sizes.Select(s => "nuint " + s));

    private static IEnumerable<string> Arguments(Function function) =>
        function.Regions.Select(b => "ref " + b.Name)
            .Concat(function.Scalars.Select(s => s.Name))
            .Concat(function.Sizes);
}
