using NormGen.Generator.Ir;

namespace NormGen.Generator.Isas;

/// <summary>
/// What every machine runs: four registers for sixteen lanes, as ARM64 has them, or .NET's scalar code behind the same types.
/// </summary>
internal sealed class Portable : InstructionSet
{
    public override string Name => "Portable";

    public override string? Condition => null;

    public override int FloatLanes => 4;

    public override int Registers => 32;

    // An exact product needs no fused instruction; emulating one would cost a hundred times as much.
    public override IsaRow Row(Op op) => op switch
    {
        Op.ExactMultiplyAdd => base.Row(op) with { Vector = $"{VectorType}.MultiplyAddEstimate({{0}}, {{1}}, {{2}})" },
        _ => base.Row(op),
    };
}
