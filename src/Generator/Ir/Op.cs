namespace NormGen.Generator.Ir;

/// <summary>
/// The operations on values. All but the last group work lane by lane and mean the same on scalars and vectors; each instruction
/// set has a row for each (<see cref="Isas.InstructionSet"/>).
/// </summary>
internal enum Op
{
    /// <summary><c>a + b</c>.</summary>
    Add,

    /// <summary><c>a - b</c>.</summary>
    Subtract,

    /// <summary><c>a * b</c>.</summary>
    Multiply,

    /// <summary><c>a / b</c>, correctly rounded.</summary>
    Divide,

    /// <summary>The square root, correctly rounded.</summary>
    SquareRoot,

    /// <summary><c>a * b + c</c> rounded once.</summary>
    FusedMultiplyAdd,

    /// <summary>
    /// <c>a * b + c</c> where the product is exact, as that of two widened floats in double is: then fused or not is the same,
    /// and machines without a fused instruction need not emulate one.
    /// </summary>
    ExactMultiplyAdd,

    /// <summary>
    /// The lesser, <c>a &lt; b ? a : b</c>, where <c>a</c> is a number and not a zero beside another one: NaN in <c>b</c> stays.
    /// </summary>
    Minimum,

    /// <summary>
    /// The greater, <c>a &gt; b ? a : b</c>, where <c>a</c> is a number and not a zero beside another one: NaN in <c>b</c> stays.
    /// </summary>
    Maximum,

    /// <summary><c>a</c> without its sign.</summary>
    Absolute,

    /// <summary><c>a</c> with the sign of <c>b</c>.</summary>
    CopySign,

    /// <summary>
    /// <c>a * 2^b</c> rounded once, subnormal results included, for an integral <c>b</c> from -252 to 252 and an <c>a</c> about as
    /// large as 1 (from 1/4 to 4), or not finite.
    /// </summary>
    ScaleByPowerOfTwo,

    /// <summary><c>a &lt;= b</c>, false where either is NaN. A mask on vectors, a flag on scalars.</summary>
    LessOrEqual,

    /// <summary>Both masks, or both flags.</summary>
    And,

    /// <summary><c>a ? b : c</c> by mask or flag.</summary>
    Select,

    /// <summary>One scalar in every lane.</summary>
    Broadcast,

    /// <summary>Float to double, exact.</summary>
    Widen,

    /// <summary>Double to float, rounded to nearest even.</summary>
    Narrow,

    /// <summary>The sum of the sixteen lanes: folded 8, 4, 2, 1.</summary>
    Fold,

    /// <summary>Whether a mask has every lane set.</summary>
    All,

    /// <summary>After lowering: the lower half of a register of floats as doubles.</summary>
    WidenLower,

    /// <summary>After lowering: the upper half of a register of floats as doubles.</summary>
    WidenUpper,
}
