using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;
using NormGen.Generator.Scheduling;

namespace NormGen.Generator.Emit;

/// <summary>
/// What stands between a layer and the code of an instruction set: a method that does all steps of a routine, alone or with a team
/// of threads, and for each step a method that chooses the instruction set.
/// </summary>
internal sealed class RoutineWriter(CodeWriter writer, IReadOnlyList<InstructionSet> targets)
{
    private readonly Expressions expressions = new(targets[0]);
    private readonly HashSet<string> chosen = [];

    public void Write(Routine routine)
    {
        writer.Line();
        writer.Line($"/// <summary>{routine.Summary}</summary>");
        if (routine is { IsShared: false, Steps.Count: 1 })
        {
            Choose(Signatures.Head("public", routine.Name, routine.Regions, routine.Scalars, routine.Sizes), routine.Steps[0]);
            return;
        }

        using (writer.Braces(Head("public", routine, routine.Name)))
        {
            using (writer.Braces("if (threads > 1)"))
            {
                writer.Line($"{OnTeam(routine)}({Arguments(routine)});");
                writer.Line("return;");
            }

            writer.Line();
            foreach (var step in routine.Steps)
            {
                Whole(step);
            }
        }

        Team(routine);
        foreach (var step in routine.Steps.Where(step => chosen.Add(step.Name)))
        {
            writer.Line();
            Choose(Signatures.Head("private", step), step);
        }
    }

    private static string OnTeam(Routine routine) => routine.Name + "OnTeam";

    private static string Head(string modifiers, Routine routine, string name) =>
        Signatures.Head(modifiers, name, routine.Regions, routine.Scalars, routine.Sizes, "int threads");

    private static string Arguments(Routine routine) =>
        string.Join(", ", [.. routine.Regions.Select(region => "ref " + region.Name), .. routine.Scalars, .. routine.Sizes, "threads"]);

    /// <summary>The call that does all pieces of a step.</summary>
    private void Whole(Function step) => writer.Line(Call(
        step,
        step.Regions.Select(region => "ref " + region.Name),
        Signatures.Names(step),
        size => size switch
        {
            Function.From or Function.Slot => "0",
            Function.To => Pieces(step),
            _ => size,
        }) + ";");

    /// <summary>Apart from the method above, so that calls on one thread do not pay for its operands.</summary>
    private void Team(Routine routine)
    {
        writer.Line();
        writer.Line($"private static readonly KernelStep[] {routine.Name}Steps =");
        writer.Line("[");
        foreach (var step in routine.Steps)
        {
            var pointers = step.Regions.Select(region => $"ref pointers.{Storage.AccessorOf(region)}({Number(routine, region)})");
            var call = Call(step, pointers, Signatures.Names(step).Select(Field), size => size is Function.From or Function.To or Function.Slot ? size : Field(size));
            writer.Line($"    static (in KernelPointers pointers, nuint from, nuint to, nuint slot) => {call},");
        }

        writer.Line("];");
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.NoInlining)]");
        using (writer.Braces(Head("private", routine, OnTeam(routine))))
        {
            var epsilon = routine.Scalars.Contains(Traversal.Epsilon) ? Traversal.Epsilon : "0";
            var inner = routine.Sizes.Contains("inner") ? "inner" : "1";
            writer.Line($"var operands = new KernelOperands({epsilon}, outer, {inner})");
            writer.Line("{");
            foreach (var region in routine.Regions)
            {
                var reference = Storage.TypeOf(region) is var type and not "float" ? $"ref Unsafe.As<{type}, float>(ref {region.Name})" : "ref " + region.Name;
                writer.Line($"    R{Number(routine, region)} = {reference},");
            }

            foreach (var scalar in routine.Scalars.Where(scalar => scalar != Traversal.Epsilon))
            {
                writer.Line($"    {Capitalized(scalar)} = {scalar},");
            }

            writer.Line("};");
            writer.Line($"Team.Run(threads, operands, {routine.Name}Steps, [{string.Join(", ", routine.Steps.Select(Pieces))}]);");
        }
    }

    /// <summary>The method of a step: the widest instruction set that the machine has.</summary>
    private void Choose(string head, Function step)
    {
        using (writer.Braces(head))
        {
            foreach (var target in targets)
            {
                var call = Signatures.Call(target.Name + ".", step);
                if (target.Condition is { } condition)
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

    private static string Call(Function step, IEnumerable<string> regions, IEnumerable<string> scalars, Func<string, string> size) =>
        $"{step.Name}({string.Join(", ", regions.Concat(scalars).Concat(step.Sizes.Select(size)))})";

    private string Pieces(Function step) => step.Pieces is { } pieces ? expressions.Integer(pieces).Code : "1";

    private static string Number(Routine routine, Region region) =>
        Literals.Integer(routine.Regions.TakeWhile(other => other != region).Count());

    private static string Field(string name) => "pointers." + Capitalized(name);

    private static string Capitalized(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
